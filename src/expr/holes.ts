import type { Span } from "../model/problem.ts";
import type { ExpressionProblem } from "./expression.ts";

/** A text taken apart: what stands there literally, and the expressions in `${{ … }}`. */
export type Piece =
  | { readonly is: "text"; readonly text: string }
  | {
      readonly is: "hole";
      readonly source: string;
      readonly sourceAt: number;
      readonly span: Span;
    };

export type ParsedHoles =
  | { readonly ok: true; readonly pieces: readonly Piece[] }
  | { readonly ok: false; readonly problem: ExpressionProblem };

const OPEN = "${{";
const CLOSE = "}}";

export function parseHoles(text: string): ParsedHoles {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf(OPEN, at);
    if (open < 0) break;
    const close = closeOf(text, open + OPEN.length);
    if (close === undefined) return { ok: false, problem: unclosed(text, open) };
    if (open > at) pieces.push({ is: "text", text: text.slice(at, open) });
    pieces.push(holeBetween(text, open, close));
    at = close + CLOSE.length;
  }
  if (at < text.length) pieces.push({ is: "text", text: text.slice(at) });
  return { ok: true, pieces };
}

function holeBetween(text: string, open: number, close: number): Piece {
  const start = open + OPEN.length;
  return {
    is: "hole",
    source: text.slice(start, close),
    sourceAt: start,
    span: { start: open, end: close + CLOSE.length },
  };
}

/** Where `}}` closes the hole, passing over texts in quotes and maps in braces. */
function closeOf(text: string, from: number): number | undefined {
  let braces = 0;
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === '"' || char === "'") {
      at = endOfQuote(text, at, char);
      continue;
    }
    if (char === "{") braces += 1;
    if (char === "}" && braces === 0 && text.startsWith(CLOSE, at)) return at;
    if (char === "}" && braces > 0) braces -= 1;
    at += 1;
  }
  return undefined;
}

/** The place after the closing quote, or the end when there is none. */
function endOfQuote(text: string, from: number, quote: string): number {
  const triple = quote.repeat(3);
  const delimiter = text.startsWith(triple, from) ? triple : quote;
  let at = from + delimiter.length;
  while (at < text.length) {
    if (text.startsWith(delimiter, at)) return at + delimiter.length;
    at += text[at] === "\\" ? 2 : 1;
  }
  return text.length;
}

function unclosed(text: string, open: number): ExpressionProblem {
  return {
    code: "E202",
    span: { start: open, end: text.length },
    message: "${{ is opened here and never closed",
    fix: "close it with }}, and close each quote inside of it",
  };
}
