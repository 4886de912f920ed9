import { z } from "zod";
import { connection, literal, value } from "../../model/fields.ts";
import { single } from "../single-value.ts";
import { becameOption, boundArguments, slotNames, type SlottedArguments } from "./arguments.ts";

const LONGEST_INPUT = 65_536;

/** To the system, a NUL is the end of an argument. */
const NO_NUL = "must not contain the character NUL";

const slot = single.refine((given) => typeof given !== "string" || !given.includes("\0"), NO_NUL);

/** What every command says, whether it reads or changes. */
export const commandParams = {
  connection: connection("command").describe("The programs, by their name in connections.yaml."),
  program: literal(63)
    .regex(/^[a-z][a-z0-9_-]*$/, "must be the name of a program in connections.yaml")
    .describe("The program, by the name that the connection gives it."),
  arguments: z
    .array(literal(4_096).refine((text) => !text.includes("\0"), NO_NUL))
    .max(100)
    .describe("Follow those that the connection fixes; `{slots}` for what varies.")
    .default([]),
  slots: z
    .record(z.string(), slot)
    .describe("One text, number or boolean for each slot; it never becomes a second argument.")
    .default({}),
  input: value(LONGEST_INPUT)
    .refine((text) => text.isWellFormed(), "must be valid Unicode text")
    .describe("What the program reads from its standard input; nothing when left out.")
    .optional(),
  output: z
    .enum(["text", "json"])
    .describe("How to read what it writes to its standard output.")
    .default("text"),
  expect: z
    .array(z.int().min(0).max(255))
    .min(1)
    .max(20)
    .describe("Exit codes that mean success.")
    .default([0]),
};

export type CommandParams = z.infer<z.ZodObject<typeof commandParams>>;

/** Checks what no single field can see: that slots and values fit, and that no value is an option. */
export function checkArguments(given: SlottedArguments, context: z.core.$RefinementCtx): void {
  const { arguments: templates, slots } = given;
  const wanted = new Set(templates.flatMap(slotNames));
  const missing = [...wanted].filter((name) => !Object.hasOwn(slots, name));
  for (const name of missing) {
    complain(context, ["slots"], `needs a value for {${name}}, which an argument names`);
  }
  for (const name of Object.keys(slots)) {
    if (!wanted.has(name))
      complain(context, ["slots", name], `is not a {${name}} of the arguments`);
  }
  if (missing.length > 0) return;
  for (const [index, bound] of boundArguments(given).entries()) {
    if (!becameOption(templates[index] ?? "", bound)) continue;
    complain(context, ["arguments", index], "must not start with - unless it is written so");
  }
}

function complain(context: z.core.$RefinementCtx, path: PropertyKey[], message: string): void {
  context.addIssue({ code: "custom", path, message });
}
