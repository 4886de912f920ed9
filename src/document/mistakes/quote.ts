import { lineAt, lineText, type Source } from "../source.ts";
import type { Span } from "../../model/problem.ts";

/** A text as YAML, in the quotes that need the fewest escapes. */
export function quote(text: string): string {
  if (!/["\\]/.test(text)) return `"${text}"`;
  if (!text.includes("'")) return `'${text}'`;
  return JSON.stringify(text);
}

/** The line with one part of it written otherwise, ready to paste; nothing when the part spans lines. */
export function corrected(source: Source, part: Span, replacement: string): string | undefined {
  const line = lineAt(source, part.start);
  const { text, from } = lineText(source, line);
  if (part.end > from + text.length) return undefined;
  return (text.slice(0, part.start - from) + replacement + text.slice(part.end - from)).trim();
}

/** "put it in quotes", with the line as it would read. */
export function quoteFix(source: Source, part: Span): string {
  const line = corrected(source, part, quote(source.text.slice(part.start, part.end)));
  return line === undefined
    ? "put the whole value in quotes, or write it as a block with >-"
    : `put the whole value in quotes: ${line}`;
}

/** From an offset to the end of its line, without the white space there. */
export function restOfLine(source: Source, start: number): Span {
  const { text, from } = lineText(source, lineAt(source, start));
  return { start, end: Math.max(start, from + text.trimEnd().length) };
}
