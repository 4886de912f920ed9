import type { Span } from "../../model/problem.ts";
import type { Context, Mistake } from "./mistake.ts";
import { corrected, quote, quoteFix, restOfLine } from "./quote.ts";
import type { Source } from "../source.ts";
import type { Spot } from "./spots.ts";

/** `when: !has(x)`: YAML takes what follows the `!` as a type and throws it away. */
export function negationAsTag({ lexeme, inFlow }: Spot, { source }: Context): Mistake | undefined {
  if (lexeme.type !== "tag" || lexeme.text.startsWith("!!") || lexeme.text.startsWith("!<"))
    return undefined;
  const part = valuePart(source, lexeme.offset, inFlow);
  const value = source.text.slice(part.start, part.end);
  if (value !== lexeme.text && !/[(.]/.test(value)) return undefined;
  return changed(
    part,
    `YAML reads ${lexeme.text} as a type and drops it, because the value starts with "!"`,
    quoteFix(source, part),
  );
}

/** `queue: *orders`: a star at the start is YAML's way to repeat a value. */
export function globAsAlias(
  { lexeme, inFlow }: Spot,
  { source, anchors }: Context,
): Mistake | undefined {
  if (lexeme.type !== "alias" || anchors.has(lexeme.text.slice(1))) return undefined;
  const part = valuePart(source, lexeme.offset, inFlow);
  return changed(
    part,
    "YAML reads a value that starts with * as the copy of another one",
    quoteFix(source, part),
  );
}

/** `{ k: ${{ x }} }`: inside braces, the braces of the hole open maps. */
export function holeInFlow(
  { lexeme, next, inFlow }: Spot,
  { source }: Context,
): Mistake | undefined {
  if (!inFlow || lexeme.type !== "scalar" || !lexeme.text.endsWith("$")) return undefined;
  const end = lexeme.offset + lexeme.text.length;
  if (next?.offset !== end || !source.text.startsWith("{{", end)) return undefined;
  const part = holePart(source, lexeme.offset, end);
  if (part === undefined) return undefined;
  const mistake = changed(
    part,
    "Inside { } or [ ], YAML takes the braces of ${{ }} for its own",
    quoteFix(source, part),
  );
  return { ...mistake, derails: true };
}

/** `{{ x }}`, as other tools write it: a map whose key is a map. */
export function holeWithoutDollar(
  { lexeme, next }: Spot,
  { source }: Context,
): Mistake | undefined {
  if (
    lexeme.type !== "flow-map-start" ||
    next?.type !== "flow-map-start" ||
    next.offset !== lexeme.offset + 1
  ) {
    return undefined;
  }
  const part = holePart(source, lexeme.offset, lexeme.offset);
  if (part === undefined) return undefined;
  const close = source.text.indexOf("}}", part.start);
  const hole = `\${{ ${source.text.slice(part.start + 2, close).trim()} }}`;
  const glued = source.text.slice(close + 2, part.end);
  const line = corrected(source, part, quote(hole + glued)) ?? hole;
  return changed(part, "{{ }} is a map to YAML; an expression is written ${{ }}", `write ${line}`);
}

/** `a: ${{ x # c }}`: a # after a space starts a comment, whatever was open. */
export function cutAtHash({ lexeme, previous }: Spot, { source }: Context): Mistake | undefined {
  if (
    lexeme.type !== "comment" ||
    previous?.type !== "scalar" ||
    source.text.slice(previous.offset, lexeme.offset).includes("\n")
  ) {
    return undefined;
  }
  const hole = previous.text.lastIndexOf("${{") > previous.text.lastIndexOf("}}");
  const quoted = hasOpenQuote(previous.text) && hasOpenQuote(lexeme.text);
  if (!hole && !quoted) return undefined;
  const part = restOfLine(source, previous.offset);
  return changed(
    part,
    "YAML cuts the value at #, because a # after a space starts a comment",
    quoteFix(source, part),
  );
}

/** `when: "a" in labels`: a value that starts with a quote or a bracket ends with it. */
export function textAfterValue(
  { lexeme, next, inFlow, valueStart }: Spot,
  { source }: Context,
): Mistake | undefined {
  if (!isClosedValue(lexeme) || next === undefined || !isText(next)) return undefined;
  if (source.text.slice(lexeme.offset + lexeme.text.length, next.offset).includes("\n"))
    return undefined;
  const { end } = valuePart(source, next.offset, inFlow);
  const part = { start: valueStart, end };
  const left = source.text.slice(next.offset, end);
  return changed(
    part,
    `YAML ends the value before ${left}, because it starts with ${source.text[valueStart] ?? ""}`,
    quoteFix(source, part),
  );
}

function isClosedValue({ type }: Spot["lexeme"]): boolean {
  return (
    type === "double-quoted-scalar" ||
    type === "single-quoted-scalar" ||
    type === "flow-seq-end" ||
    type === "flow-map-end"
  );
}

function isText({ type }: Spot["lexeme"]): boolean {
  return type === "scalar" || type === "double-quoted-scalar" || type === "single-quoted-scalar";
}

function hasOpenQuote(text: string): boolean {
  return text.split('"').length % 2 === 0;
}

/** To the end of the line, or inside brackets to what ends an item there. */
function valuePart(source: Source, start: number, inFlow: boolean): Span {
  const rest = restOfLine(source, start);
  const text = source.text.slice(rest.start, rest.end);
  const length = inFlow ? endOfItem(text) : text.split(" #")[0]?.trimEnd().length;
  return { start, end: start + (length ?? text.length) };
}

/** From `start` past the `}}` that ends the hole, with the text that is glued to it. */
function holePart(source: Source, start: number, hole: number): Span | undefined {
  const close = source.text.indexOf("}}", hole);
  if (close === -1 || close > restOfLine(source, start).end) return undefined;
  const glued = source.text.slice(close + 2, restOfLine(source, start).end);
  return { start, end: close + 2 + endOfItem(glued.split(" ")[0] ?? "") };
}

function endOfItem(text: string): number {
  const end = text.search(/[,\]}]/);
  return text.slice(0, end === -1 ? text.length : end).trimEnd().length;
}

function changed(part: Span, message: string, fix: string): Mistake {
  return { part, fault: { code: "E106", message, fix, level: "error" } };
}
