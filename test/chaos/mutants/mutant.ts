import type { Violation } from "../history/invariants.ts";
import type { Scene } from "./scenes.ts";

/** A build with one promise broken on purpose. */
export interface Mutant {
  readonly name: string;
  readonly changes: readonly [TextChange, ...TextChange[]];
  /** What it is put through, as is the build that is not broken. */
  readonly scene: Scene;
  /** The invariant that must notice; others may as well. */
  readonly caughtBy: Violation["invariant"];
}

/** An exact text of a file, which it has once, and what stands there instead. */
export interface TextChange {
  /** Below `src/`. */
  readonly file: string;
  readonly text: string;
  readonly by: string;
}

export function change(content: string, { file, text, by }: TextChange): string {
  const [before, after, ...more] = content.split(text);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`src/${file} must have this text once, so that it can be broken: ${text}`);
  }
  return before + by + after;
}
