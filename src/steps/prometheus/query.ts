import { z } from "zod";
import { milliseconds, parseDuration } from "../../model/duration.ts";
import { duration } from "../../model/fields.ts";
import type { Stretch } from "../../ports/metrics-source.ts";
import { failed, type StepKind, type StepResult, succeeded } from "../step-kind.ts";
import { noFigures } from "./failures.ts";
import { type MetricsNeeds, queryParams } from "./query-params.ts";
import { boundQuery, checkSlots } from "./slots.ts";
import { SeriesOutput, seriesOutput } from "./series-output.ts";

/** As many points as a picture can show; they are kept with the run. */
const MOST_POINTS = 120;

const Params = z
  .strictObject({
    ...queryParams,
    last: duration()
      .describe("Asks for the course over this time until now, instead of the value now.")
      .optional(),
    step: duration()
      .describe(`Time between two points of the course; a ${MOST_POINTS}th of it when left out.`)
      .optional(),
    max_series: z.int().min(1).max(50).describe("How many series to keep.").default(10),
  })
  .superRefine(checkSlots)
  .superRefine(checkStretch);
type Params = z.infer<typeof Params>;

export const prometheusQuery: StepKind<Params, SeriesOutput, MetricsNeeds> = {
  kind: "prometheus.query",
  carrier: "step",
  major: 1,
  summary: "Asks Prometheus for series: their values now, or their course over a stretch of time.",
  effect: "read",
  params: Params,
  output: SeriesOutput,
  timeout: "30s",
  example: {
    connection: "metrics",
    query: 'sum by (worker) (rate(jobs_failed_total{queue="{queue}"}[5m]))',
    slots: { queue: "orders" },
    last: "1h",
  },
  describe: (params) => `Ask ${params.connection} for ${whatFor(params)}`,
  targets: () => [],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${prometheusQuery.describe(params)}.` },
  }),
  run: ask,
  undo: { is: "unneeded" },
};

async function ask(
  params: Params,
  { metrics }: MetricsNeeds,
  _attempt: unknown,
  signal: AbortSignal,
): Promise<StepResult<SeriesOutput>> {
  const { connection, max_series: most } = params;
  const query = boundQuery(params);
  const source = metrics(connection);
  const stretch = stretchOf(params);
  const answer =
    stretch === undefined
      ? await source.now(query, signal)
      : await source.over(query, stretch, signal);
  if (answer.is !== "found") return failed(noFigures(answer, connection));
  const output = seriesOutput(answer, { query, most, isCourse: stretch !== undefined });
  return succeeded(output, `${connection} has ${output.count} series for ${whatFor(params)}.`);
}

function whatFor(params: Params): string {
  const query = boundQuery(params);
  return params.last === undefined ? `${query} now` : `${query} over the last ${params.last}`;
}

function stretchOf({ last, step }: Params): Stretch | undefined {
  if (last === undefined) return undefined;
  const seconds = milliseconds(last) / 1_000;
  const even = Math.max(1, Math.ceil(seconds / MOST_POINTS));
  return { last: seconds, step: step === undefined ? even : milliseconds(step) / 1_000 };
}

function checkStretch(
  { last, step }: Pick<Params, "last" | "step">,
  context: z.core.$RefinementCtx,
): void {
  const complain = (path: string, message: string): void =>
    context.addIssue({ code: "custom", path: [path], message });
  const whole = last === undefined ? undefined : parseDuration(last);
  const part = step === undefined ? undefined : parseDuration(step);
  if (step !== undefined && last === undefined) complain("step", "has a meaning beside last only");
  if (whole === 0) complain("last", "must be longer than nothing");
  if (part !== undefined && part < 1_000) complain("step", "must be 1s or longer");
  else if (whole !== undefined && part !== undefined && whole / part > MOST_POINTS) {
    complain("step", `leads to more than ${MOST_POINTS} points; make it longer, or last shorter`);
  }
}
