import type { z } from "zod";
import { escapeQuoted } from "../../model/escape-quoted.ts";
import type { JsonValue } from "../../model/json.ts";
import { textOf } from "../single-value.ts";

/** A literal query whose only moving parts are `{slots}` in the quoted values of label matchers. */
export interface SlottedQuery {
  readonly query: string;
  readonly slots: Readonly<Record<string, JsonValue>>;
}

/** The query as it is sent. A value stays one label value, also where a pattern is wanted. */
export function boundQuery({ query, slots }: SlottedQuery): string {
  let bound = "";
  let end = 0;
  for (const slot of slotsOf(query)) {
    const value = Object.hasOwn(slots, slot.name) ? slots[slot.name] : undefined;
    if (value === undefined) throw new TypeError(`The slot {${slot.name}} has no value.`);
    const text = textOf(value);
    bound += query.slice(end, slot.start);
    bound += escapeQuoted(slot.place === "pattern" ? escapePattern(text) : text);
    end = slot.start + slot.name.length + 2;
  }
  return bound + query.slice(end);
}

/** Checks that each slot stands where a label value does, and that slots and values fit. */
export function checkSlots({ query, slots }: SlottedQuery, context: z.core.$RefinementCtx): void {
  const found = slotsOf(query);
  for (const { name, place } of found) {
    if (place === "elsewhere") complain(context, ["query"], `has {${name}} ${ELSEWHERE}`);
    else if (!Object.hasOwn(slots, name)) {
      complain(context, ["slots"], `needs a value for {${name}}, which the query names`);
    } else if (slots[name] === "") {
      complain(
        context,
        ["slots", name],
        "must not be empty: that would match what lacks the label",
      );
    }
  }
  for (const name of Object.keys(slots)) {
    if (found.some((slot) => slot.name === name)) continue;
    complain(context, ["slots", name], `is not a {${name}} of the query`);
  }
}

const ELSEWHERE =
  'in a place where it could mean more than a value; put it into a label matcher: queue="{queue}"';

interface Slot {
  readonly name: string;
  readonly start: number;
  readonly place: "value" | "pattern" | "elsewhere";
}

/** Strings, comments, and what decides whether a string is the value of a matcher. */
const TOKEN =
  /#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|\{[a-z][a-z0-9_]*\}|[{}]|=~|!~|!=|==|=|[^\s]/gs;

const OPERATORS: ReadonlyMap<string, "value" | "pattern"> = new Map([
  ["=", "value"],
  ["!=", "value"],
  ["=~", "pattern"],
  ["!~", "pattern"],
]);

function slotsOf(query: string): readonly Slot[] {
  const slots: Slot[] = [];
  let depth = 0;
  let before = "";
  for (const { 0: token, index } of query.matchAll(TOKEN)) {
    if (token.startsWith("#")) continue;
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    const place = depth === 1 ? OPERATORS.get(before) : undefined;
    slots.push(...slotsIn(token, index, place));
    before = token;
  }
  return slots;
}

/** Slots within one token. Nothing can be escaped in back-quotes, so they are no place for a value. */
function slotsIn(token: string, start: number, place: "value" | "pattern" | undefined): Slot[] {
  const isQuoted = /^["']/.test(token);
  return Array.from(token.matchAll(/\\.|\{([a-z][a-z0-9_]*)\}/gs)).flatMap(({ 1: name, index }) => {
    if (name === undefined) return [];
    const isFree = place === "value" || !/[\\[]/.test(token.slice(0, index));
    const at = isQuoted && isFree ? place : undefined;
    return [{ name, start: start + index, place: at ?? "elsewhere" }];
  });
}

/** So that RE2, in which Prometheus reads patterns, takes each character for itself. */
function escapePattern(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}

function complain(context: z.core.$RefinementCtx, path: PropertyKey[], message: string): void {
  context.addIssue({ code: "custom", path, message });
}
