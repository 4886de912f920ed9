import { z } from "zod";
import type { JsonValue } from "../../model/json.ts";
import type { MetricsAnswer, Sample, Series } from "../../ports/metrics-source.ts";

/** Path and query of a request; each value is encoded alone. */
export function targetOf(path: string, query: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(query).toString()}`;
}

/** What an answer of Prometheus means. Its errors come as JSON too, those of a gateway before it do not. */
export function readAnswer(status: number, body: JsonValue): MetricsAnswer {
  if (status !== 200) return refusal(status, body);
  const answer = Answer.safeParse(body);
  if (!answer.success) return unlike(answer.error);
  const { data, warnings = [] } = answer.data;
  switch (data.resultType) {
    case "scalar":
      return found([{ labels: {}, samples: [sampleOf(data.result)] }], warnings);
    case "string":
      return { is: "not_numbers", detail: "the answer is a text" };
    case "vector":
      return numbers(data.result, warnings, ({ value }) => value && [value]);
    case "matrix":
      return numbers(data.result, warnings, ({ values }) => values);
  }
}

const Point = z.tuple([z.number(), z.string()]);
type Point = z.infer<typeof Point>;

const Labels = z.record(z.string(), z.string());
const OfVector = z.object({ metric: Labels, value: Point.optional() });
const OfMatrix = z.object({ metric: Labels, values: z.array(Point).optional() });

const Answer = z.object({
  status: z.literal("success"),
  data: z.discriminatedUnion("resultType", [
    z.object({ resultType: z.literal("scalar"), result: Point }),
    z.object({ resultType: z.literal("string"), result: z.unknown() }),
    z.object({ resultType: z.literal("vector"), result: z.array(OfVector) }),
    z.object({ resultType: z.literal("matrix"), result: z.array(OfMatrix) }),
  ]),
  warnings: z.array(z.string()).optional(),
});

type Refused = Extract<MetricsAnswer, { is: "refused" }>;

const Refusal = z.object({ errorType: z.string(), error: z.string() });

function refusal(status: number, body: JsonValue): MetricsAnswer {
  const refused = Refusal.safeParse(body);
  if (!refused.success) {
    const detail = `${status} ${JSON.stringify(body)}`;
    return { is: "refused", why: status >= 500 || status === 429 ? "cannot_now" : "other", detail };
  }
  const { errorType, error } = refused.data;
  return { is: "refused", why: WHY.get(errorType) ?? "other", detail: `${errorType}: ${error}` };
}

const WHY: ReadonlyMap<string, Refused["why"]> = new Map<string, Refused["why"]>([
  ["bad_data", "bad_query"],
  ["execution", "bad_query"],
  ["timeout", "too_slow"],
  ["canceled", "too_slow"],
  ["unavailable", "cannot_now"],
  ["internal", "cannot_now"],
]);

function unlike(error: z.ZodError): MetricsAnswer {
  return { is: "unreadable", status: 200, why: "malformed", detail: z.prettifyError(error) };
}

interface OfSeries {
  readonly metric: Readonly<Record<string, string>>;
}

/** A series of native histograms comes without values. */
function numbers<Each extends OfSeries>(
  result: readonly Each[],
  warnings: readonly string[],
  pointsOf: (each: Each) => readonly Point[] | undefined,
): MetricsAnswer {
  const series: Series[] = [];
  for (const each of result) {
    const points = pointsOf(each);
    if (points === undefined) {
      return { is: "not_numbers", detail: `${JSON.stringify(each.metric)} is a histogram` };
    }
    series.push({ labels: each.metric, samples: points.map(sampleOf) });
  }
  return found(series, warnings);
}

function found(series: readonly Series[], warnings: readonly string[]): MetricsAnswer {
  return { is: "found", series, warnings };
}

function sampleOf([seconds, value]: Point): Sample {
  return { at: Math.round(seconds * 1_000), value: numberOf(value) };
}

function numberOf(text: string): number {
  if (text === "+Inf") return Number.POSITIVE_INFINITY;
  if (text === "-Inf") return Number.NEGATIVE_INFINITY;
  return Number(text);
}
