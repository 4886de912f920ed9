import type { Braked } from "../../model/braked.ts";
import type { Holder } from "../../model/holder.ts";
import type { JsonValue } from "../../model/json.ts";

/** One effect, tried until it succeeds or may not be tried again. */
export interface Call {
  readonly is: "in_flight" | "backing_off";
  /** The attempt on its way, or the one that failed last. */
  readonly attempt: number;
  /** When the attempt is given up, or when the next one starts. */
  readonly until: number;
}

/** A read repeated at intervals. */
export interface Watch {
  readonly is: "reading" | "pausing";
  readonly since: number;
  readonly reads: number;
  readonly until: number;
  /** What the last read said, null before it. */
  readonly last: JsonValue;
}

export interface Waits {
  readonly since: number;
  readonly for: Obstacle;
}

export type Obstacle =
  /** Another has what the change needs for itself. */
  | { readonly is: "lock"; readonly target: string; readonly by: Holder }
  | { readonly is: "brake"; readonly by: Braked };

/** How far a change on its way had come. */
export interface Seen {
  readonly progress: string;
  readonly at: number;
}

/** What a passed check saw before the change and after it. */
export interface Proof {
  readonly before: JsonValue;
  readonly after: JsonValue;
}
