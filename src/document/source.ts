import type { Finding, Problem, Span } from "../model/problem.ts";

/** A text with its lines known, so that an offset can be shown as line and column. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/** What is wrong, before it is known where. */
export type Fault = Pick<Problem, "code" | "message" | "fix" | "level">;

/** Nobody mends more in one go; what remains is found by the next reading. */
export const MAX_FINDINGS = 100;

export function sourceOf(file: string, text: string): Source {
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    lineStarts.push(at + 1);
  }
  return { file, text, lineStarts };
}

/** A fault at its place. A place that spans several lines is shown to the end of its first. */
export function findingAt(source: Source, { start, end }: Span, fault: Fault): Finding {
  const line = lineAt(source, start);
  const { text, from } = lineText(source, line);
  const lineEnd = from + text.length;
  const length = Math.max(1, Math.min(end, lineEnd) - start);
  return {
    file: source.file,
    line: line + 1,
    column: start - from + 1,
    length,
    ...fault,
    source: text,
  };
}

/** A fault of a file as a whole: it is not there, or cannot be read. */
export function findingOfFile(file: string, fault: Fault): Finding {
  return findingAt(sourceOf(file, ""), { start: 0, end: 0 }, fault);
}

/** The line that holds an offset, counted from 0. */
export function lineAt({ lineStarts }: Source, offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The text of a line without its line break, and the offset at which it starts. */
export function lineText(
  source: Source,
  line: number,
): { readonly text: string; readonly from: number } {
  const from = source.lineStarts[line] ?? source.text.length;
  const next = source.lineStarts[line + 1] ?? source.text.length + 1;
  const to = source.text[next - 2] === "\r" ? next - 2 : next - 1;
  return { text: source.text.slice(from, to), from };
}
