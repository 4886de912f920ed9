import type { ParseError } from "@marcbachmann/cel-js";
import type { Span } from "../model/problem.ts";
import { LIMITS } from "./limits.ts";
import { refuse } from "./refusal.ts";

interface Slip {
  /** Looked for at the place of the error, or just before it. */
  readonly at: RegExp;
  readonly before?: RegExp;
  readonly fix: string;
}

const SLIPS: readonly Slip[] = [
  { at: /^=/, before: /[=!<>]=$/, fix: "write == or != to compare" },
  { at: /^=/, fix: "write == to compare" },
  { at: /^&/, fix: "write && for and" },
  { at: /^\|/, fix: "write || for or" },
  { at: /^and\b/i, fix: "write && for and" },
  { at: /^or\b/i, fix: "write || for or" },
  { at: /^is\b/i, fix: "write == to compare" },
  { at: /^>/, before: /<$/, fix: "write != for not equal" },
  { at: /^(?:not\s+)?in\b/, before: /$/, fix: "write !(x in list)" },
  { at: /^/, before: /\bnot\s+$/i, fix: "write ! for not" },
  { at: /^not\b/i, fix: "write !(x in list)" },
  { at: /^\$\{\{/, fix: "remove ${{ and }}: this is an expression already" },
  { at: /^\}\}/, fix: "remove }}, or the expression has one bracket too many" },
  { at: /^\./, before: /\?$/, fix: "write .?field, with the dot first" },
  { at: /^[;#]/, fix: "remove the rest; an expression is one value" },
  { at: /^[“”‘’„]/, fix: 'write straight quotes: "text"' },
  { at: /^`/, fix: 'write the text in straight quotes: "text"' },
  {
    at: /^\w/,
    before: /'$/,
    fix: 'write a text that holds an apostrophe in double quotes: "don\'t"',
  },
];

/** The parser's complaint in our words, with what was probably meant. */
export function refuseSyntax(source: string, error: ParseError): never {
  const span = spanOf(source, error);
  if (error.code === "limit_exceeded") refuseLimit(error, span);
  if (source.trim() === "") {
    refuse(
      "E202",
      span,
      "The expression is empty",
      "write a value or a condition, such as params.count > 0",
    );
  }
  refuse("E202", span, complaint(source, error, span), fix(source, error, span));
}

/** At least one character, so that there is something to underline. */
function spanOf(source: string, { range }: ParseError): Span {
  const start = Math.min(range?.start ?? 0, Math.max(0, source.length - 1));
  const end = Math.max(start + 1, range?.end ?? source.length);
  return { start, end: Math.min(end, source.length) };
}

function refuseLimit({ summary }: ParseError, span: Span): never {
  const [message, advice] = limitWords(summary);
  refuse("E208", span, message, advice);
}

function limitWords(summary: string): readonly [message: string, advice: string] {
  if (summary.includes("maxAstNodes")) {
    return [
      `The expression has more than ${LIMITS.nodes} parts`,
      "split it, or let a step compute a part of it",
    ];
  }
  if (summary.includes("maxDepth")) {
    return [
      `The expression is nested more than ${LIMITS.depth} deep`,
      "remove brackets, or split it",
    ];
  }
  return [
    `A list or map written out may have ${LIMITS.literalItems} items`,
    "match a pattern with glob(…), or take the list from a param",
  ];
}

function complaint(source: string, error: ParseError, span: Span): string {
  switch (error.code) {
    case "unterminated_string":
    case "unterminated_triple_quoted_string":
      return "A quote is opened here and never closed";
    case "newline_in_string":
      return "A text in quotes ends at the end of its line";
    case "reserved_identifier":
      return `"${source.slice(span.start, span.end)}" is a reserved word`;
    case "invalid_macro_argument":
      return "The first argument of a loop is the name of its variable";
    default:
      return isAtEnd(source, error)
        ? "The expression ends too early"
        : `"${source.slice(span.start, span.end)}" does not belong here`;
  }
}

function isAtEnd(source: string, { range }: ParseError): boolean {
  return source.slice(range?.start ?? 0).trim() === "";
}

function fix(source: string, error: ParseError, span: Span): string {
  if (isAtEnd(source, error)) {
    return "finish it: a value, an operator's right side or a closing bracket is missing";
  }
  const here = source.slice(span.start);
  const before = source.slice(0, span.start);
  const slip = SLIPS.find(
    ({ at, before: earlier }) => at.test(here) && (earlier?.test(before) ?? true),
  );
  if (slip) return slip.fix;
  switch (error.code) {
    case "unterminated_string":
    case "unterminated_triple_quoted_string":
    case "newline_in_string":
      return "close the quote";
    case "reserved_identifier":
      return "use another name";
    case "invalid_macro_argument":
      return "write it like list.filter(x, x.ready)";
    default:
      return "remove it, or write the operator that is missing before it: ==, &&, ||, +";
  }
}
