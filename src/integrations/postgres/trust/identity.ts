/**
 * Which cluster answers, on which line of its history, and with which database of it: a promoted
 * standby begins a new line, and a dump is put back into a new database. Null is what the server
 * does not tell this role, or what an older build did not ask.
 */
export interface Identity {
  readonly system: string | null;
  readonly timeline: number | null;
  readonly database: number | null;
  /** How far its log is on the disk. On one line it never goes back, unless the disk does. */
  readonly position: number | null;
}

export type Turn = "first" | "same" | "other_timeline" | "other_system" | "put_back";

/**
 * What became of the database since it was last looked at. `before` is what its own record says,
 * which is put back together with it; `seen` is what this process remembers.
 */
export function turnOf(before: Identity | undefined, now: Identity, seen?: Identity): Turn {
  if (before === undefined) return "first";
  if (differ(before.system, now.system)) return "other_system";
  if (differ(before.timeline, now.timeline)) return "other_timeline";
  if (differ(before.database, now.database)) return "put_back";
  // An older build did not ask, so it is known for the first time.
  if (before.database === null && now.database !== null) return "first";
  const [reached, position] = [seen?.position ?? null, now.position];
  const isBack = reached !== null && position !== null && position < reached - HALF_WRITTEN;
  return isBack ? "put_back" : "same";
}

/** A crash drops the last record of the log if only a part of it was on the disk: some bytes. */
const HALF_WRITTEN = 1_048_576;

/** Whether a role may know it can change, and the cluster is the same all the same. */
function differ<Value>(before: Value | null, now: Value | null): boolean {
  return before !== null && now !== null && before !== now;
}
