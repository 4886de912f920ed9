/** What came of looking at one thing that Pitcrew needs. */
export interface Exam {
  readonly subject: string;
  readonly verdict: "well" | "ill" | "unsure";
  readonly message: string;
  /** What helps; null where all is well. */
  readonly remedy: string | null;
}

export function well(subject: string, message: string): Exam {
  return { subject, verdict: "well", message, remedy: null };
}

export function ill(subject: string, message: string, remedy: string): Exam {
  return { subject, verdict: "ill", message, remedy };
}

/** It cannot be looked at from here, or it may be meant like this. */
export function unsure(subject: string, message: string, remedy: string): Exam {
  return { subject, verdict: "unsure", message, remedy };
}
