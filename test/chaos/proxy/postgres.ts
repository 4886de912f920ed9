import type { Fault } from "./fault.ts";

/**
 * PostgreSQL's "ready for the next statement, outside of any transaction": it is said when the
 * commit is behind it, and a driver settles no statement before it.
 */
const READY = "Z\0\0\0\u0005I";

/**
 * Loses the word that a commit went well. `saying` is in the statement or in one of its values; a
 * prepared statement is sent as text only once per connection, so a value is the surer mark.
 */
export function loseCommitAnswer(saying?: string): Fault {
  const to = saying === undefined ? {} : { to: saying };
  return { on: { is: "reply", containing: READY, ...to }, does: { is: "cut" } };
}

/** Loses the next statement before the server hears of it. */
export const LOSE_STATEMENT: Fault = { on: { is: "request" }, does: { is: "cut" } };
