import type { Perform } from "../machine/effect.ts";
import type { PerformResult } from "../machine/event.ts";

/** What may reach a worker while it waits for the effects of a run. */
export type Arrival =
  | { readonly is: "answered"; readonly effect: Perform; readonly result: PerformResult }
  /** A look at a change on its way did not find it at its goal. */
  | { readonly is: "pending"; readonly effect: Perform; readonly progress: string | null }
  | { readonly is: "look_due" }
  /** The run had this many messages when somebody wanted it to be looked at. */
  | { readonly is: "nudged"; readonly wakeSeq: number }
  | { readonly is: "timer_rang" }
  | { readonly is: "draining" }
  | { readonly is: "lease_lost" }
  /** Something that no answer could be made of. */
  | { readonly is: "broke_off"; readonly error: unknown };
