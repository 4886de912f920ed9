import type { Scalar } from "yaml";
import type { Span } from "../model/problem.ts";

/**
 * Where a part of a text value stands in the file.
 *
 * A value differs from its spelling: lines are folded, indentation is dropped, quotes are escaped.
 * Both are walked side by side; if they do not meet at the end, the answer is nothing rather than
 * a wrong place.
 */
export function placeInScalar(scalar: Scalar, part: Span, text: string): Span | undefined {
  const { value, range, type } = scalar;
  if (typeof value !== "string" || !range || type === undefined) return undefined;
  const places = placesOf(type, value, text, range);
  const start = places?.[part.start];
  const last = places?.[Math.max(part.start, part.end - 1)];
  if (start === undefined || last === undefined) return undefined;
  return { start, end: part.end > part.start ? last + 1 : start };
}

type Range = readonly [number, number, number];

function placesOf(
  type: Scalar.Type,
  value: string,
  text: string,
  [start, end]: Range,
): readonly number[] | undefined {
  switch (type) {
    case "PLAIN":
      return alignFlow(value, text, start, end, "");
    case "QUOTE_SINGLE":
      return alignFlow(value, text, start + 1, end - 1, "'");
    case "QUOTE_DOUBLE":
      return alignFlow(value, text, start + 1, end - 1, "\\");
    case "BLOCK_FOLDED":
    case "BLOCK_LITERAL":
      return alignBlock(value, text, text.indexOf("\n", start) + 1, end);
  }
}

/** For each character of the value the offset of what it was written as, and one for its end. */
function alignFlow(
  value: string,
  text: string,
  from: number,
  end: number,
  escape: "" | "'" | "\\",
): readonly number[] | undefined {
  const places: number[] = [];
  let at = from;
  while (at < end) {
    const length = escape === "" || text[at] !== escape ? 0 : escapeLength(text, at);
    if (length > 0) {
      const units = escapedUnits(text, at);
      for (let unit = 0; unit < units; unit += 1) places.push(at);
      at += length;
    } else if (isSpace(text[at])) {
      const until = endOfSpace(text, at, end);
      const units = foldedUnits(text.slice(at, until));
      for (let unit = 0; unit < units; unit += 1) places.push(Math.min(at + unit, until - 1));
      at = until;
    } else {
      places.push(at);
      at += 1;
    }
  }
  places.push(end);
  return places.length === value.length + 1 ? places : undefined;
}

/** White space within a line stays; with line breaks in it, one folds to a space and n to n - 1. */
function foldedUnits(space: string): number {
  const breaks = space.split("\n").length - 1;
  if (breaks === 0) return space.length;
  return Math.max(1, breaks - 1);
}

/** How many characters an escape takes in the file; an escaped line break takes the indentation too. */
function escapeLength(text: string, at: number): number {
  if (text[at] === "'") return 2;
  switch (text[at + 1]) {
    case "x":
      return 4;
    case "u":
      return 6;
    case "U":
      return 10;
    case "\r":
    case "\n":
      return endOfLineJoin(text, at + 1) - at;
    case undefined:
      return 0;
    default:
      return 2;
  }
}

function endOfLineJoin(text: string, lineBreak: number): number {
  let at = text[lineBreak] === "\r" ? lineBreak + 2 : lineBreak + 1;
  while (text[at] === " " || text[at] === "\t") at += 1;
  return at;
}

/** How many characters an escape stands for in the value. */
function escapedUnits(text: string, at: number): number {
  const next = text[at + 1];
  if (text[at] === "\\" && (next === "\n" || next === "\r")) return 0;
  if (text[at] === "\\" && next === "U")
    return Number.parseInt(text.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1;
  return 1;
}

/** In a block no character is escaped, so all but white space can be matched one by one. */
function alignBlock(
  value: string,
  text: string,
  from: number,
  end: number,
): readonly number[] | undefined {
  const places: number[] = [];
  let at = from;
  while (places.length < value.length) {
    const until = endOfSpace(text, at, end);
    const valueFrom = places.length;
    const valueUntil = endOfSpace(value, valueFrom, value.length);
    for (let unit = valueFrom; unit < valueUntil; unit += 1) {
      places.push(Math.max(at, until - (valueUntil - unit)));
    }
    at = until;
    if (places.length === value.length) break;
    if (at >= end || text[at] !== value[places.length]) return undefined;
    places.push(at);
    at += 1;
  }
  places.push(Math.max(from, end));
  return places;
}

function endOfSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text[at])) at += 1;
  return at;
}

function isSpace(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\n" || character === "\r";
}
