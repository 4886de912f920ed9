import { z } from "zod";
import { unwrap } from "./unwrap.ts";

type Schema = z.core.$ZodType;

/** What a schema accepts, in words that can follow "must be". */
export function expected(schema: Schema): string {
  const core = unwrap(schema);
  if (core instanceof z.ZodString) return text(core);
  if (core instanceof z.ZodNumber) return number(core);
  if (core instanceof z.ZodBoolean) return "true or false";
  if (core instanceof z.ZodEnum) return either(core.options.map(String));
  if (core instanceof z.ZodLiteral) return either([...core.values].map(String));
  if (core instanceof z.ZodArray) return "a list";
  if (core instanceof z.ZodObject || core instanceof z.ZodRecord) return "a map";
  if (core instanceof z.ZodUnion) return either([...new Set(core.options.flatMap(forms))]);
  return "a value";
}

/** The words of a choice one by one, so that a union with other forms reads as one list. */
function forms(schema: Schema): readonly string[] {
  const core = unwrap(schema);
  if (core instanceof z.ZodUnion) return core.options.flatMap(forms);
  const words = choices(core);
  return words.length > 0 ? words : [expected(core)];
}

/** The words a schema accepts, if it is a choice among words. */
export function choices(schema: Schema): readonly string[] {
  const core = unwrap(schema);
  if (core instanceof z.ZodEnum) return core.options.map(String);
  if (core instanceof z.ZodLiteral) return [...core.values].map(String);
  if (core instanceof z.ZodUnion) return core.options.flatMap(choices);
  return [];
}

/** "a, b or c" */
export function either(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

function text(schema: z.ZodString): string {
  const rule = ruleOfText(schema);
  return rule?.startsWith("must be ") ? rule.slice("must be ".length) : "text";
}

/** A text schema says what it wants when it is shown an empty text. */
export function ruleOfText(schema: Schema): string | undefined {
  if (!(unwrap(schema) instanceof z.ZodString)) return undefined;
  const issues = z.safeParse(schema, "").error?.issues ?? [];
  return issues.find(({ message }) => message.startsWith("must "))?.message;
}

function number(schema: z.ZodNumber): string {
  const what = schema.format === "safeint" ? "a whole number" : "a number";
  const { minValue, maxValue } = schema;
  const low = bound(minValue);
  const high = bound(maxValue);
  if (low !== undefined && high !== undefined) return `${what} from ${low} to ${high}`;
  if (low !== undefined) return `${what}, ${low} or more`;
  if (high !== undefined) return `${what}, ${high} at most`;
  return what;
}

/** Zod bounds every whole number by what JavaScript can count; that is nobody's rule. */
function bound(value: number | null): number | undefined {
  if (value === null || !Number.isFinite(value) || Math.abs(value) === Number.MAX_SAFE_INTEGER)
    return undefined;
  return value;
}
