import type { z } from "zod";
import type { Path, Problem } from "../../model/problem.ts";
import { choices, either, expected, ruleOfText } from "./expected.ts";
import { nameOf } from "./wording.ts";

export function missingField(at: Path, schema: z.core.$ZodType | undefined): Problem {
  const key = String(at.at(-1) ?? "");
  return {
    code: "E110",
    at,
    message: `${nameOf(at)} is missing`,
    fix: schema === undefined ? `add ${key}` : `add ${key}: ${form(schema)}`,
    level: "error",
  };
}

function form(schema: z.core.$ZodType): string {
  const words = choices(schema);
  if (words.length > 0) return either(words);
  const rule = ruleOfText(schema);
  return rule === undefined ? `… (${expected(schema)})` : `… (${rule})`;
}
