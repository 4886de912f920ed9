/** What is said to whoever told a run something, once it is on record. */
export const ORDER_WORDS = {
  approve: "Your approval is on record.",
  deny: "Your no is on record.",
  stop: "It stops. What it has changed stays.",
  stop_and_undo: "It stops, and what it changed is taken back.",
  undo: "What it changed is being taken back.",
  settle: "What you saw is on record.",
  answer: "Your answer is on record.",
} as const;
