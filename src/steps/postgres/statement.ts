import { z } from "zod";
import { connection, data, literal } from "../../model/fields.ts";
import type { JsonValue } from "../../model/json.ts";
import type { SqlDatabase } from "../../ports/sql-database.ts";

export interface SqlNeeds {
  readonly sql: (connection: string) => SqlDatabase;
}

type Single = string | number | boolean | null;

/** Travels beside the statement, as the driver's own parameter. */
const bound = data()
  .refine((given): given is Single => isSingle(given), "must be one text, number, boolean or null")
  .refine(
    (given) => typeof given !== "string" || (given.isWellFormed() && !given.includes("\u0000")),
    "must be Unicode text without the character U+0000, as PostgreSQL keeps it",
  )
  .refine(
    (given) => typeof given !== "string" || given.length <= 10_000,
    "must have 10000 characters at most",
  );

export const postgresConnection = () =>
  connection("postgres").describe("The database, by its name in connections.yaml.");

/** What every statement of a playbook says. */
export const statementParams = {
  connection: postgresConnection(),
  statement: literal().describe("One SQL statement, with `$1`, `$2` for what varies."),
  values: z
    .array(bound)
    .max(50)
    .describe("One text, number, boolean or null for each `$`; bound, never part of the SQL.")
    .default([]),
};

export const rowsOf = z.array(z.record(z.string(), z.json()));

interface Written {
  readonly statement: string;
  readonly values: readonly JsonValue[];
}

/** Checks that a statement begins with one of these words and has a value for each `$`. */
export function checkStatement(words: readonly string[]) {
  return ({ statement, values }: Written, context: z.core.$RefinementCtx): void => {
    const { first, highest } = lookOver(statement);
    const complain = (path: string, message: string): void =>
      context.addIssue({ code: "custom", path: [path], message });
    if (!words.includes(first)) {
      complain("statement", `must begin with ${words.join(", ")}; "${first}" is not for this kind`);
    }
    if (values.length !== highest) {
      complain(
        "values",
        `must be as many as the statement names: ${highest}, not ${values.length}`,
      );
    }
  };
}

/** Comments, texts, quoted names and dollar quotes, in which a `$1` is no place for a value. */
const PIECE =
  /--[^\n]*|\/\*.*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$([A-Za-z_][A-Za-z0-9_]*)?\$.*?\$\1\$|\$([0-9]+)|[A-Za-z_]+/gs;

function lookOver(statement: string): { readonly first: string; readonly highest: number } {
  let first = "";
  let highest = 0;
  for (const [piece, , place] of statement.matchAll(PIECE)) {
    if (place !== undefined) highest = Math.max(highest, Number(place));
    if (first === "" && /^[A-Za-z_]/.test(piece)) first = piece.toLowerCase();
  }
  return { first, highest };
}

function isSingle(given: JsonValue): boolean {
  return given === null || typeof given !== "object";
}
