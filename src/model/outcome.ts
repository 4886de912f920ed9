/** How a run can end. There is no other way, and no silent one. */
export const OUTCOMES = [
  "resolved",
  "nothing_to_do",
  "suggested",
  "escalated",
  "denied",
  "refused",
  "failed",
  "unknown",
  "cancelled",
] as const;

export type Outcome = (typeof OUTCOMES)[number];
