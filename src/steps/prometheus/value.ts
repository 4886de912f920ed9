import { z } from "zod";
import { value as anyText } from "../../model/fields.ts";
import type { Failure } from "../../model/failure.ts";
import type { Series } from "../../ports/metrics-source.ts";
import { failed, type StepKind, type StepResult, succeeded } from "../step-kind.ts";
import { noFigures } from "./failures.ts";
import { type MetricsNeeds, queryParams } from "./query-params.ts";
import { boundQuery, checkSlots } from "./slots.ts";

const Params = z.strictObject(queryParams).superRefine(checkSlots);
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  value: z.number().describe("The number."),
  labels: z.record(z.string(), anyText()).describe("The labels that the query left on it."),
  warnings: z.array(anyText()).describe("What Prometheus remarked, such as a source it missed."),
});
type Output = z.infer<typeof Output>;

/**
 * Asks for exactly one number, so that an expression can rely on it.
 *
 * No data is no zero: where a scrape is missing, a playbook that compares with 0 would find
 * everything well.
 */
export const prometheusValue: StepKind<Params, Output, MetricsNeeds> = {
  kind: "prometheus.value",
  carrier: "step",
  major: 1,
  summary: "Asks Prometheus for one number as it is now; fails when there is none, or several.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "30s",
  example: {
    connection: "metrics",
    query: 'sum(queue_length{queue="{queue}"})',
    slots: { queue: "orders" },
  },
  describe: (params) => `Ask ${params.connection} for the value of ${boundQuery(params)}`,
  targets: () => [],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${prometheusValue.describe(params)}.` },
  }),
  run: ask,
  undo: { is: "unneeded" },
};

async function ask(
  params: Params,
  { metrics }: MetricsNeeds,
  _attempt: unknown,
  signal: AbortSignal,
): Promise<StepResult<Output>> {
  const { connection } = params;
  const query = boundQuery(params);
  const answer = await metrics(connection).now(query, signal);
  if (answer.is !== "found") return failed(noFigures(answer, connection));
  const { series, warnings } = answer;
  const [only, ...more] = series;
  if (only === undefined) return failed(noData(query, connection));
  if (more.length > 0) return failed(several(query, connection, series));
  const { value = Number.NaN } = only.samples[0] ?? {};
  if (!Number.isFinite(value)) return failed(noNumber(query, connection, value));
  const output = { value, labels: { ...only.labels }, warnings: [...warnings] };
  return succeeded(output, `${query} is ${value}.`);
}

function noData(query: string, connection: string): Failure {
  return {
    code: "E606",
    message: `${connection} has no data for ${query}`,
    remedy: "Check the metric's name and labels, and whether its source is scraped at all.",
    retry: "later",
  };
}

const SHOWN = 5;

function several(query: string, connection: string, series: readonly Series[]): Failure {
  const shown = series.slice(0, SHOWN).map(({ labels }) => JSON.stringify(labels));
  return {
    code: "E606",
    message: `${connection} has ${series.length} series for ${query}, where one number is needed`,
    remedy: "Narrow the query by labels, add it up with sum() or max(), or use prometheus.query.",
    detail: shown.join("\n").slice(0, 2_000),
    retry: "never",
  };
}

/** A ratio over nothing is NaN; it passes as soon as there is something again. */
function noNumber(query: string, connection: string, value: number): Failure {
  return {
    code: "E606",
    message: `${connection} says ${value} for ${query}, which is no number to rely on`,
    remedy: "Look whether the query divides by something that is zero at the moment.",
    retry: "later",
  };
}
