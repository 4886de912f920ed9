import { DURATION } from "../../model/duration.ts";
import { ID_PATTERN, NAME_PATTERN } from "../../model/fields.ts";
import type { ScalarType } from "../format/param.ts";
import type { Labels } from "./labels.ts";

/** A param that a label fills. */
export interface DraftParam {
  readonly name: string;
  readonly label: string;
  readonly type: ScalarType;
  /** The choices of an `enum`. */
  readonly of?: readonly string[];
}

/** One param for each label that can be one; the first of two labels that share a name wins. */
export function draftParams(labels: Labels): readonly DraftParam[] {
  const params = new Map<string, DraftParam>();
  for (const [label, seen] of labels) {
    const name = label.toLowerCase();
    if (!PARAM_NAME.test(name) || WORDS.has(name) || params.has(name)) continue;
    params.set(name, { name, label, ...strictestType(name, seen) });
  }
  return [...params.values()];
}

const PARAM_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** Words of the expression language, where `params.in` could not be read. */
const WORDS: ReadonlySet<string> = new Set(["in", "true", "false", "null"]);

/** Labels of few values, which a playbook should know by heart. */
const ENVIRONMENTS: ReadonlySet<string> = new Set(["env", "environment", "stage"]);

/** From the strictest type to the one that takes anything. */
const FORMS: readonly (readonly [ScalarType, RegExp])[] = [
  ["bool", /^(?:true|false)$/],
  ["int", /^(?:0|-?[1-9][0-9]{0,14})$/],
  ["duration", DURATION],
  ["name", NAME_PATTERN],
  ["id", ID_PATTERN],
];

function strictestType(name: string, seen: readonly string[]): Pick<DraftParam, "type" | "of"> {
  const all = (pattern: RegExp) => seen.every((value) => pattern.test(value));
  if (ENVIRONMENTS.has(name) && all(NAME_PATTERN)) return { type: "enum", of: seen };
  const form = FORMS.find(([, pattern]) => all(pattern));
  return { type: form?.[0] ?? "text" };
}
