import type { Role } from "../config/directory/team.ts";

/** What somebody may want to do, and who may. A role holds what stands beside it, and no more. */
export const RIGHTS = {
  see: ["viewer", "responder", "approver", "author", "admin"],
  start: ["responder", "admin"],
  stop: ["responder", "approver", "admin"],
  answer: ["responder", "approver", "admin"],
  page: ["responder", "approver", "admin"],
  settle: ["approver", "admin"],
  undo: ["responder", "admin"],
  vote: ["approver", "admin"],
  break_glass: ["approver", "admin"],
  hold: ["responder", "approver", "admin"],
  pause: ["responder", "approver", "admin"],
  freeze: ["responder", "approver", "admin"],
  thaw: ["approver", "admin"],
  publish: ["author", "admin"],
  administer: ["admin"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Right = keyof typeof RIGHTS;
