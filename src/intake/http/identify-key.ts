import type { Actor } from "../../access/actor.ts";
import { digestOf, isSecretOf, readKey } from "../../access/key-text.ts";
import { ROLES, type Role } from "../../config/directory/team.ts";
import type { AccessKeys, FoundKey } from "../../ports/access-keys.ts";
import type { Clock } from "../../ports/clock.ts";
import { type Answer, answer, refuse } from "../api/refusal.ts";

export interface KeyNeeds {
  readonly keys: Pick<AccessKeys, "find" | "touch">;
  /** Of the key that the environment gives, if it does. */
  readonly adminDigest: Uint8Array | undefined;
  readonly clock: Clock;
  readonly onThrown: (error: unknown) => void;
}

/**
 * Says who comes with a key. What the key was is told only to those who have it: to all others, one
 * that there is and one that there never was are the same.
 */
export function identifyByKey(needs: KeyNeeds): (key: string) => Promise<Answer<Actor>> {
  const touch = touchNowAndThen(needs);
  return async (text) => {
    const { adminDigest, keys } = needs;
    if (adminDigest !== undefined && isSecretOf(adminDigest, text)) return answer(ADMIN);
    const key = readKey(text);
    if (key === undefined) return noKeyOfOurs();
    const found = await keys.find(key.id);
    const digests = found?.digests ?? [NO_DIGEST];
    const isRight = digests.some((digest) => isSecretOf(digest, key.secret));
    if (found === undefined || !isRight) return unknown();
    if (found.revokedAt !== null) return revoked(found);
    if (found.isExpired) return expired(found);
    touch(found.id);
    return answer(actorOf(found));
  };
}

const ADMIN: Actor = {
  id: "key:PITCREW_ADMIN_KEY",
  person: null,
  surface: "api",
  scope: ["admin"],
};

/** Compared with where there is no key, so that it takes the same time. */
const NO_DIGEST = digestOf("");

function actorOf({ name, person, roles }: FoundKey): Actor {
  const scope = ROLES.filter((role: Role) => roles.includes(role));
  return { id: person ?? `key:${name}`, person, surface: "api", scope };
}

const BETWEEN_TOUCHES = 60_000;

/** When a key was used last is worth a write a minute, and worth no wait. */
function touchNowAndThen({ keys, clock, onThrown }: KeyNeeds): (id: string) => void {
  const touched = new Map<string, number>();
  return (id) => {
    const now = clock.monotonic();
    if (now - (touched.get(id) ?? -Infinity) < BETWEEN_TOUCHES) return;
    touched.set(id, now);
    keys.touch(id).catch(onThrown);
  };
}

function noKeyOfOurs(): Answer<never> {
  return refuse(
    "E405",
    "What stands behind Bearer is not a key of Pitcrew: those are 59 characters that begin with pk_",
    "Copy the key as it was shown when it was made.",
  );
}

function unknown(): Answer<never> {
  return refuse("E406", "There is no such key", "Compare it with what was shown when it was made.");
}

function revoked({ name, revokedAt }: FoundKey): Answer<never> {
  const when = new Date(revokedAt ?? 0).toISOString();
  return refuse("E408", `The key "${name}" was revoked ${when}`, "Ask for a new one.");
}

function expired({ name, expiresAt }: FoundKey): Answer<never> {
  const when = new Date(expiresAt).toISOString();
  return refuse("E407", `The key "${name}" has expired ${when}`, "Have a new one made.");
}
