/** What a run has shown about the version of its playbook. */
export type Lesson = "fixed" | "verify_failed" | "left_in_doubt" | "overridden";

/**
 * Something on record that bears on how freely a version may act. Those without an environment
 * count in every one.
 */
export type Fact = { readonly at: number; readonly hash: string } & (
  | { readonly is: "published"; readonly version: string; readonly isShipped: boolean }
  | { readonly is: "activated"; readonly version: string }
  | { readonly is: "drilled"; readonly drill: string; readonly passed: boolean }
  | { readonly is: "learned"; readonly lesson: Lesson; readonly run: string }
  /** Somebody who had no hand in the version lets it act alone. */
  | { readonly is: "trusted"; readonly by: string }
  | { readonly is: "demoted"; readonly by: string; readonly reason: string }
);
