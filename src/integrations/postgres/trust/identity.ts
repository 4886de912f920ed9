/**
 * Which cluster answers, and on which line of its history: a promoted standby begins a new one.
 * Null is what the server does not tell this role.
 */
export interface Identity {
  readonly system: string | null;
  readonly timeline: number | null;
}

export type Turn = "first" | "same" | "other_timeline" | "other_system";

/** What became of the database since it was last looked at. */
export function turnOf(before: Identity | undefined, now: Identity): Turn {
  if (before === undefined) return "first";
  if (differ(before.system, now.system)) return "other_system";
  return differ(before.timeline, now.timeline) ? "other_timeline" : "same";
}

/** Whether a role may know it can change, and the cluster is the same all the same. */
function differ<Value>(before: Value | null, now: Value | null): boolean {
  return before !== null && now !== null && before !== now;
}
