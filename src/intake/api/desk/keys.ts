import { type Actor, authorOf } from "../../../access/actor.ts";
import { type Access, authorize, isAdmin } from "../../../access/authorize.ts";
import { digestOf, type KeyText, writeKey } from "../../../access/key-text.ts";
import { ROLES, type Role } from "../../../config/directory/team.ts";
import type { AccessKeys, KeyRecord } from "../../../ports/access-keys.ts";
import { type Answer, answer, refusalOf, refuse } from "../refusal.ts";
import type { IssuedKeyView, KeyView } from "../views/key-view.ts";
import { timeText } from "./view-summary.ts";

export interface KeyWish {
  readonly name: string;
  readonly for: "machine" | "me";
  readonly roles: readonly Role[];
  readonly livesMs: number;
}

/** What people can do with keys. Nobody gets a key that acts as somebody else. */
export interface KeyDesk {
  readonly create: (wish: KeyWish, actor: Actor) => Promise<Answer<IssuedKeyView>>;
  /** Their own; for admins all. */
  readonly list: (actor: Actor) => Promise<readonly KeyView[]>;
  readonly rotate: (
    name: string,
    keepOldMs: number,
    actor: Actor,
  ) => Promise<Answer<IssuedKeyView>>;
  readonly revoke: (name: string, actor: Actor) => Promise<Answer<KeyView>>;
}

export interface KeyTools {
  readonly keys: AccessKeys;
  readonly access: () => Access;
  readonly newKey: () => KeyText;
}

export function openKeyDesk(tools: KeyTools): KeyDesk {
  return {
    create: (wish, actor) => createKey(wish, actor, tools),
    list: (actor) => listKeys(actor, tools),
    rotate: (name, keepOldMs, actor) => rotateKey(name, keepOldMs, actor, tools),
    revoke: (name, actor) => revokeKey(name, actor, tools),
  };
}

async function createKey(
  { name, for: whom, roles, livesMs }: KeyWish,
  actor: Actor,
  { keys, access, newKey }: KeyTools,
): Promise<Answer<IssuedKeyView>> {
  const refused =
    whom === "machine"
      ? authorize(actor, "administer", null, access())
      : widens(actor, roles) && authorize(actor, "administer", null, access());
  if (refused) return { ok: false, refusal: refusalOf(refused) };
  if (whom === "me" && actor.person === null) return noPerson(actor);
  const text = newKey();
  const person = whom === "me" ? actor.person : null;
  const digest = digestOf(text.secret);
  const wish = { id: text.id, name, person, roles, digest, livesMs };
  const created = await keys.create(wish, authorOf(actor));
  const made = await keys.named(name);
  if (created === "name_taken" || made === undefined) return nameTaken(name);
  return answer({ ...viewKey(made), key: writeKey(text) });
}

/** A key must not be a way out of what the way in allows. */
function widens({ scope }: Actor, roles: readonly Role[]): boolean {
  return scope !== null && roles.some((role) => !scope.includes(role));
}

async function listKeys(actor: Actor, { keys, access }: KeyTools): Promise<readonly KeyView[]> {
  const all = await keys.list();
  return all.filter((key) => mayTouch(key, actor, access())).map(viewKey);
}

async function rotateKey(
  name: string,
  keepOldMs: number,
  actor: Actor,
  { keys, access, newKey }: KeyTools,
): Promise<Answer<IssuedKeyView>> {
  const key = await keys.named(name);
  if (key === undefined || !mayTouch(key, actor, access())) return noSuchKey(name);
  if (key.person !== null && key.person !== actor.person) return notYours(key);
  if (key.revokedAt !== null) return isRevoked(name);
  const { secret } = newKey();
  const rotated = await keys.rotate(name, digestOf(secret), keepOldMs, authorOf(actor));
  if (rotated === undefined || rotated.revokedAt !== null) return isRevoked(name);
  return answer({ ...viewKey(rotated), key: writeKey({ id: rotated.id, secret }) });
}

async function revokeKey(
  name: string,
  actor: Actor,
  { keys, access }: KeyTools,
): Promise<Answer<KeyView>> {
  const key = await keys.named(name);
  if (key === undefined || !mayTouch(key, actor, access())) return noSuchKey(name);
  const revoked = await keys.revoke(name, authorOf(actor));
  return answer(viewKey(revoked ?? key));
}

function mayTouch({ person }: KeyRecord, actor: Actor, access: Access): boolean {
  return isAdmin(actor, access) || (person !== null && person === actor.person);
}

function viewKey(key: KeyRecord): KeyView {
  const { id, name, person, roles, madeBy, madeAt, expiresAt, usedAt, revokedAt } = key;
  return {
    name,
    begins: `pk_${id}_`,
    person,
    roles: ROLES.filter((role: Role) => roles.includes(role)),
    madeBy,
    made: timeText(madeAt),
    expires: timeText(expiresAt),
    used: usedAt === null ? null : timeText(usedAt),
    revoked: revokedAt === null ? null : timeText(revokedAt),
  };
}

function noPerson({ id }: Actor): Answer<never> {
  return refuse(
    "E402",
    `${id} is no person, so no key can act as it`,
    "Make a key for a machine, or sign in as yourself first.",
  );
}

function notYours({ name, person }: KeyRecord): Answer<never> {
  return refuse(
    "E402",
    `The key "${name}" acts as ${person ?? "a machine"}, and only they may hold it`,
    `Ask ${person ?? "them"} to renew it; pitcrew keys revoke ${name} ends it.`,
  );
}

function nameTaken(name: string): Answer<never> {
  return refuse(
    "E411",
    `There is or was a key "${name}"`,
    "Choose another name, or renew that one with pitcrew keys rotate.",
  );
}

function noSuchKey(name: string): Answer<never> {
  return refuse(
    "E410",
    `You have no key "${name}"`,
    "pitcrew keys list shows those that you have.",
  );
}

function isRevoked(name: string): Answer<never> {
  return refuse("E408", `The key "${name}" was revoked for good`, "Make a new one instead.");
}
