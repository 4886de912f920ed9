/** The moments between which a worker may die, and after which its successor knows more. */
export type Boundary =
  | "after_claim"
  | "before_intent_commit"
  | "after_intent_commit"
  | "effect_sent"
  | "effect_answered"
  | "before_outcome_commit"
  | "after_outcome_commit";

/** Called at each of them. Tests stop a worker there; in service nobody does. */
export type AtBoundary = (boundary: Boundary, run: string) => Promise<void>;
