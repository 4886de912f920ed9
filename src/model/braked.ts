import type { Code } from "./codes.ts";
import type { JsonObject } from "./json.ts";

/** Whatever may say no to a start or a change that is otherwise in order. */
export type Brake =
  | "freeze"
  | "pause"
  | "drain"
  | "cooldown"
  | "max_runs"
  | "storm"
  | "crowd"
  | "unavailability"
  | "effect_rate"
  | "guard"
  | "breaker";

/** Which brake says no for now, for the person who asks why nothing happens. */
export interface Braked {
  readonly brake: Brake;
  readonly code: Code;
  /** What was written down or ordered: `freeze all`, `cooldown: 30m`. */
  readonly rule: string;
  /** What the rule looked at. */
  readonly values: JsonObject;
  readonly message: string;
  readonly remedy: string;
  /** When it ends by itself; null when that is not known, or somebody has to end it. */
  readonly until: number | null;
}
