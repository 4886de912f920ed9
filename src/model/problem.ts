import type { Code } from "./codes.ts";

/** Where in a document something stands: keys and list positions from the root. */
export type Path = readonly (string | number)[];

/** Something wrong in a document, before anyone has looked up on which line it stands. */
export interface Problem {
  readonly code: Code;
  readonly at: Path;
  /** Points at the key of the last path segment; otherwise at its value. */
  readonly on?: "key" | "value";
  /** Narrows the place to part of a text value, as offsets into that text. */
  readonly span?: Span;
  readonly message: string;
  /** What to write instead, in words or as the line to paste. */
  readonly fix: string;
  readonly level: "error" | "warning";
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A problem at its place in a file, ready to be shown. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly code: Code;
  readonly message: string;
  readonly fix: string;
  readonly level: "error" | "warning";
  /** The text of the line it stands on, empty when the file has none. */
  readonly source: string;
}
