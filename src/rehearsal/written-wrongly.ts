import { didYouMean } from "../model/did-you-mean.ts";
import type { Path, Problem } from "../model/problem.ts";

/** A test that cannot mean what its author meant. */
export function writtenWrongly(at: Path, message: string, fix: string): Problem {
  const on = typeof at.at(-1) === "string" ? "key" : "value";
  return { code: "E160", at, on, message, fix, level: "error" };
}

export function suggest(word: string, known: readonly string[]): string {
  const meant = didYouMean(word, known);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  return known.length === 0 ? "remove it" : `write one of: ${known.join(", ")}`;
}
