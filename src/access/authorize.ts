import type { Directory } from "../config/directory.ts";
import { ROLES, type Role } from "../config/directory/team.ts";
import type { Failure } from "../model/failure.ts";
import type { Actor } from "./actor.ts";
import { type Right, RIGHTS } from "./rights.ts";

/** What is known about people. Without a directory there is one, who may do everything: `solo`. */
export type Access =
  | { readonly is: "solo" }
  | { readonly is: "directory"; readonly directory: Directory };

/**
 * The one place that says whether somebody may do something. Every surface asks it, and asks it
 * again at the moment when it counts. `team` owns what it is done to; null is what nobody owns,
 * such as all of Pitcrew: everybody with a role may see that, whoever may halt something of a team
 * may halt it, and else only admins may touch it. Who is admin in one team is admin everywhere.
 */
export function authorize(
  actor: Actor,
  right: Right,
  team: string | null,
  access: Access,
): Failure | undefined {
  const isHalt = HALTS.includes(right);
  const roles =
    isHalt && team === null ? rolesAnywhere(actor, access) : rolesOf(actor, team, access);
  const enough: readonly Role[] = RIGHTS[right];
  return roles.some((role) => enough.includes(role)) ? undefined : refuse(actor, right, team);
}

/** What is on the safe side: at night, whoever is awake must be able to stop everything. */
const HALTS: readonly Right[] = ["freeze", "pause"];

function rolesAnywhere(actor: Actor, access: Access): readonly Role[] {
  const teams = access.is === "directory" ? Object.keys(access.directory.teams) : [];
  return [null, ...teams].flatMap((team) => rolesOf(actor, team, access));
}

/** Whether all of Pitcrew is somebody's to see and to change. */
export function isAdmin(actor: Actor, access: Access): boolean {
  return authorize(actor, "administer", null, access) === undefined;
}

/** The roles somebody has where this team is concerned. The narrower of person and way in counts. */
export function rolesOf(actor: Actor, team: string | null, access: Access): readonly Role[] {
  const held = withImplied(heldRoles(actor, team, access));
  if (actor.scope === null) return held;
  const allowed = withImplied(actor.scope);
  return held.filter((role) => allowed.includes(role));
}

/** An admin may do everything, and whoever may do something may also look. */
function withImplied(roles: readonly Role[]): readonly Role[] {
  if (roles.length === 0) return [];
  return ROLES.filter(
    (role) => role === "viewer" || roles.includes(role) || roles.includes("admin"),
  );
}

function heldRoles(
  { id, person, scope }: Actor,
  team: string | null,
  access: Access,
): readonly Role[] {
  if (person === null) return scope ?? (id.startsWith("local:") ? ["admin"] : []);
  if (access.is === "solo") return ["admin"];
  const { people, teams } = access.directory;
  if (!Object.hasOwn(people, person)) return [];
  const everywhere = Object.values(teams).flatMap(({ members }) =>
    Object.hasOwn(members, person) ? (members[person] ?? []) : [],
  );
  if (everywhere.includes("admin")) return ["admin"];
  if (team === null) return everywhere.length > 0 ? ["viewer"] : [];
  if (team === person) return ["responder", "approver", "author"];
  const members = Object.hasOwn(teams, team) ? (teams[team]?.members ?? {}) : {};
  return Object.hasOwn(members, person) ? (members[person] ?? []) : [];
}

function refuse({ id, scope }: Actor, right: Right, team: string | null): Failure {
  const isAdminsAlone = team === null && right !== "see" && !HALTS.includes(right);
  const enough = isAdminsAlone ? "admin" : RIGHTS[right].join(" or ");
  const where = team === null ? "" : ` in ${team}`;
  const but = scope === null ? "" : `, and the key allows ${scope.join(", ") || "nothing"}`;
  const key = scope === null ? "" : ", or use a key that allows it";
  return {
    code: "E402",
    message: `${id} must be ${enough}${where} for this (${right.replaceAll("_", " ")})${but}`,
    remedy: `Ask somebody who is, or to be made one in directory.yaml${key}.`,
    retry: "never",
  };
}
