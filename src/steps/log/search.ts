import { z } from "zod";
import { milliseconds } from "../../model/duration.ts";
import { connection, duration, value } from "../../model/fields.ts";
import type { LogSource } from "../../ports/log-source.ts";
import { single, textOf } from "../single-value.ts";
import { failed, type StepKind, type StepResult, succeeded } from "../step-kind.ts";
import { noLines } from "./failures.ts";
import { LinesOutput, linesOutput } from "./lines-output.ts";

export interface LogNeeds {
  readonly logs: (connection: string) => LogSource;
}

/** As Loki allows it. Given by the author, so that a label cannot choose another stream. */
const labelName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, "must be the name of a label");

/** A label without a value selects what lacks it, which is another question. */
const labelValue = single.refine((given) => given !== "", "must not be empty");

const Params = z.strictObject({
  connection: connection("loki").describe("The Loki, by its name in connections.yaml."),
  labels: z
    .record(labelName, labelValue)
    .refine((labels) => Object.keys(labels).length > 0, "must name one label or more")
    .describe("The value that each label must have; one text, number or boolean."),
  contains: z
    .array(value(1_000).min(1).refine(isWellFormed, "must be valid Unicode text"))
    .max(5)
    .describe("Texts that must all stand in the line, character by character.")
    .default([]),
  since: duration().describe("How far back to look.").default("15m"),
  limit: z.int().min(1).max(500).describe("How many lines to keep, the newest first.").default(100),
});
type Params = z.infer<typeof Params>;

export const logSearch: StepKind<Params, LinesOutput, LogNeeds> = {
  kind: "log.search",
  carrier: "step",
  major: 1,
  summary: "Searches logs in Loki for lines with certain labels and texts.",
  effect: "read",
  params: Params,
  output: LinesOutput,
  timeout: "30s",
  example: {
    connection: "logs",
    labels: { app: "workers", queue: "orders" },
    contains: ["OutOfMemory"],
    since: "30m",
  },
  describe: (params) => `Search ${params.connection} for ${whatFor(params)}`,
  targets: () => [],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${logSearch.describe(params)}.` },
  }),
  run: search,
  undo: { is: "unneeded" },
};

async function search(
  params: Params,
  { logs }: LogNeeds,
  _attempt: unknown,
  signal: AbortSignal,
): Promise<StepResult<LinesOutput>> {
  const { connection, labels, contains, since, limit: most } = params;
  const asked = Object.entries(labels).map(([name, given]) => [name, textOf(given)] as const);
  const answer = await logs(connection).search(
    { labels: Object.fromEntries(asked), contains, sinceMs: milliseconds(since), most },
    signal,
  );
  if (answer.is !== "found") return failed(noLines(answer, connection));
  const output = linesOutput(answer.streams, most);
  return succeeded(output, `${connection} has ${output.count} lines for ${whatFor(params)}.`);
}

function whatFor({ labels, contains, since }: Params): string {
  const of = Object.entries(labels).map(([name, given]) => `${name} ${textOf(given)}`);
  const texts = contains.map((text) => JSON.stringify(text));
  const holding = texts.length === 0 ? "" : ` that contain ${texts.join(" and ")}`;
  return `lines of ${of.join(", ")}${holding} in the last ${since}`;
}

function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
