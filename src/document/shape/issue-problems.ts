import { z } from "zod";
import { didYouMean } from "../../model/did-you-mean.ts";
import type { Path, Problem } from "../../model/problem.ts";
import { choices, expected } from "./expected.ts";
import { missingField } from "./missing-field.ts";
import type { Place } from "./place.ts";
import { unknownFields } from "./unknown-field.ts";
import { nameOf, seen } from "./wording.ts";

export type Issue = Exclude<z.core.$ZodIssue, z.core.$ZodIssueInvalidUnion>;

/** A complaint of zod's, in our words. */
export function issueProblems(issue: Issue, place: Place): readonly Problem[] {
  const { at, input, schema } = place;
  switch (issue.code) {
    case "unrecognized_keys":
      return unknownFields(issue.keys, place);
    case "invalid_type":
    case "invalid_value":
      return [input === undefined ? missingField(at, schema) : notOfForm(place)];
    case "too_small":
      return [outOfRange(place, `at least ${issue.minimum}`)];
    case "too_big":
      return [outOfRange(place, `at most ${issue.maximum}`)];
    case "invalid_format":
    case "custom":
    case "not_multiple_of":
    case "invalid_element":
      return [breaksRule(place, issue.message)];
    case "invalid_key":
      return [
        {
          ...breaksRule({ ...place, input: at.at(-1) }, issue.issues[0]?.message ?? issue.message),
          on: "key",
        },
      ];
  }
}

/** The value has another form than the place accepts: text for a number, a word that is no choice. */
export function notOfForm({ at, input, schema }: Place): Problem {
  const wanted = schema === undefined ? "of another form" : expected(schema);
  return notAllowed(
    at,
    `${nameOf(at)} must be ${wanted}, not ${seen(input)}`,
    formFix({ at, input, schema }, wanted),
  );
}

function formFix({ at, input, schema }: Place, wanted: string): string {
  const meant =
    typeof input === "string" && schema !== undefined
      ? didYouMean(input, choices(schema))
      : undefined;
  if (meant !== undefined) return `did you mean "${meant}"?`;
  if (typeof input === "string" && wanted === "a map" && /^[a-z_]+:\S/.test(input)) {
    return `put a space after the colon: ${input.replace(":", ": ")}`;
  }
  if (
    (typeof input === "number" || typeof input === "boolean") &&
    schema !== undefined &&
    z.safeParse(schema, String(input)).success
  ) {
    return `put it in quotes: "${String(input)}"`;
  }
  const key = at.findLast((segment) => typeof segment === "string");
  const what = wanted.length > LONGEST_FIX ? "one of these" : wanted;
  return key === undefined ? `write ${what}` : `write ${what} for \`${key}\``;
}

/** Longer lists stand in the message already. */
const LONGEST_FIX = 60;

function outOfRange(place: Place, limit: string): Problem {
  const { at, input } = place;
  if (input === "") {
    return notAllowed(at, `${nameOf(at)} is empty`, "write it out, or remove the field");
  }
  if (typeof input === "string") {
    const has = `${nameOf(at)} has ${counted(input.length, "character", "characters")}`;
    return notAllowed(at, `${has}; it must have ${limit}`, `give it ${limit}`);
  }
  if (Array.isArray(input)) {
    const has = `${nameOf(at)} has ${counted(input.length, "entry", "entries")}`;
    return notAllowed(at, `${has}; it must have ${limit}`, `give it ${limit}`);
  }
  return notOfForm(place);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The form is right, but a rule of the schema's own says no; its words begin with "must". */
function breaksRule({ at, input }: Place, message: string): Problem {
  const rule = message.startsWith("must ") ? message : `must be of another form (${message})`;
  return notAllowed(
    at,
    `${nameOf(at)} is ${seen(input)}; it ${rule}`,
    rule.replace(/^must be /, "write ").replace(/^must /, "it must "),
  );
}

function notAllowed(at: Path, message: string, fix: string): Problem {
  return { code: "E112", at, message, fix, level: "error" };
}
