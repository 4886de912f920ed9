import { fitsGlob } from "../model/glob.ts";
import type { Patterns } from "../playbook/format/match.ts";
import { listPatterns } from "./list-patterns.ts";

/** Whether each label that is named is there and fits. No patterns fit everything. */
export function fitsLabels(
  patterns: Readonly<Record<string, Patterns>>,
  labels: ReadonlyMap<string, string>,
): boolean {
  return Object.entries(patterns).every(([label, wanted]) =>
    fitsAny(listPatterns(wanted), labels.get(label)),
  );
}

/** A label that is not there fits no pattern, not even `*`. */
export function fitsAny(patterns: readonly string[], seen: string | undefined): boolean {
  return seen !== undefined && patterns.some((pattern) => fitsGlob(pattern, seen));
}
