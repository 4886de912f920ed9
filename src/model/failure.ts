import type { Code } from "./codes.ts";

/** Why something did not work, written for the person who is woken by it. */
export interface Failure {
  readonly code: Code;
  readonly message: string;
  readonly remedy: string;
  /** Internal detail that must not reach chat: addresses, bodies, stack traces. */
  readonly detail?: string;
  /** `never_left` is proof that nothing was sent, so that even a `once` step may be tried again. */
  readonly retry: "never" | "later" | "never_left";
}
