import { z } from "zod";
import type { JsonObject } from "../../model/json.ts";
import type { SqlMiss } from "../../ports/sql-database.ts";
import { failed, type StepKind, type StepResult, succeeded } from "../step-kind.ts";
import { noResult } from "./failures.ts";
import { postgresConnection, type SqlNeeds } from "./statement.ts";

const Params = z.strictObject({ connection: postgresConnection() });
type Params = z.infer<typeof Params>;

interface ReadyQuery<Output> {
  readonly kind: string;
  readonly summary: string;
  /** What is looked at, as in "Look at … of orders-db". */
  readonly what: string;
  /** Ours, so that it needs no values and answers in the form of `output`. */
  readonly statement: string;
  readonly most: number;
  readonly output: z.ZodType<Output>;
  readonly outputOf: (rows: readonly JsonObject[]) => unknown;
  readonly summaryOf: (output: Output) => string;
  readonly remedyOf?: (miss: SqlMiss) => string | undefined;
}

/** A question that is asked of every database in the same way. */
export function readyQuery<Output>(ready: ReadyQuery<Output>): StepKind<Params, Output, SqlNeeds> {
  const describe = ({ connection }: Params): string => `Look at ${ready.what} of ${connection}`;
  return {
    kind: ready.kind,
    carrier: "step",
    major: 1,
    summary: ready.summary,
    effect: "read",
    params: Params,
    output: ready.output,
    timeout: "30s",
    example: { connection: "orders-db" },
    describe,
    targets: () => [],
    material: [],
    plan: async (params) => ({
      ok: true,
      plan: { before: {}, after: {}, sentence: `${describe(params)}.` },
    }),
    run: async ({ connection }, { sql }, _attempt, signal): Promise<StepResult<Output>> => {
      const statement = { text: ready.statement, values: [] };
      const found = await sql(connection).read(statement, ready.most, signal);
      if (found.is !== "found") {
        const failure = noResult(found, { connection, repeatable: true });
        return failed({ ...failure, remedy: ready.remedyOf?.(found) ?? failure.remedy });
      }
      const output = ready.output.parse(ready.outputOf(found.rows));
      return succeeded(output, `${connection} has ${ready.summaryOf(output)}.`);
    },
    undo: { is: "unneeded" },
  };
}
