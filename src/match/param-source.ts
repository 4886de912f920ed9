import type { Alert } from "../model/alert.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import { type Param, PARAM_SOURCE, scalarType } from "../playbook/format/param.ts";

/** Where a param's value was found. */
export interface FoundValue {
  readonly value: JsonValue;
  /** Reads on from `Param "queue" `. */
  readonly came: string;
  readonly remedy: string;
}

/** Alert text is for people and is shown to them up to this length. */
const LONGEST_TEXT = 300;

/** What the caller gives comes first, then what the alert says, then the default. */
export function findValue(
  name: string,
  param: Param,
  alert: Alert | undefined,
  given: JsonObject,
): FoundValue | undefined {
  return (
    findGiven(name, given) ??
    (alert === undefined ? undefined : findInAlert(param, alert)) ??
    findDefault(param)
  );
}

/** `label "queue"`, for a param that takes its value from there. */
export function describeSource({ from }: Param): string | undefined {
  return from === undefined ? undefined : placeOf(from).called;
}

function findGiven(name: string, given: JsonObject): FoundValue | undefined {
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  if (value === undefined) return undefined;
  return { value, came: "was given as", remedy: `Give "${name}" another value.` };
}

function findInAlert(param: Param, alert: Alert): FoundValue | undefined {
  if (param.from === undefined) return undefined;
  const { called, read } = placeOf(param.from);
  const text = read(alert);
  if (text === undefined) return undefined;
  return {
    value: scalarType(param) === "text" ? shorten(text) : text,
    came: `comes from ${called}, which is`,
    remedy: `Check ${called} in the alerting rule.`,
  };
}

function findDefault({ default: value }: Param): FoundValue | undefined {
  if (value === undefined) return undefined;
  return { value, came: "has the default", remedy: "Mend the default in the playbook." };
}

interface Place {
  readonly called: string;
  readonly read: (alert: Alert) => string | undefined;
}

function placeOf(from: string): Place {
  const [, part, key = ""] = PARAM_SOURCE.exec(from) ?? [];
  if (part === "labels") return { called: `label "${key}"`, read: ({ labels }) => labels.get(key) };
  if (part === "annotations") {
    return { called: `annotation "${key}"`, read: ({ annotations }) => annotations.get(key) };
  }
  return { called: "the alert's fingerprint", read: ({ fingerprint }) => fingerprint };
}

function shorten(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST_TEXT + 2)); // a character has up to two units
  if (characters.length <= LONGEST_TEXT) return text;
  return `${characters.slice(0, LONGEST_TEXT - 1).join("")}…`;
}
