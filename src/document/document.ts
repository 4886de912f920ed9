import type { JsonValue } from "../model/json.ts";
import type { Finding, Path, Problem } from "../model/problem.ts";

/** A YAML file that was read, with the place of everything in it. */
export interface Document {
  readonly file: string;
  readonly text: string;
  readonly value: JsonValue;
  /** A problem at its line and column; one of a missing field, at what should hold it. */
  readonly locate: (problem: Problem) => Finding;
  /** How a single value was spelled: `1.10`, where the value is the number 1.1. */
  readonly spelling: (at: Path) => string | undefined;
}

export type Read =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly findings: readonly Finding[] };
