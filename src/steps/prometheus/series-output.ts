import { z } from "zod";
import { value as anyText } from "../../model/fields.ts";
import type { MetricsAnswer, Sample, Series } from "../../ports/metrics-source.ts";

/** JSON has no word for these, so they are said beside the number that is missing. */
const NOTES = ["NaN", "+Inf", "-Inf"] as const;

const number = {
  value: z.number().describe("The number; missing where there is a note.").optional(),
  note: z.enum(NOTES).describe("What stands there instead of a number.").optional(),
};

const Point = z.strictObject({
  at: z.int().describe("When, in milliseconds since 1970."),
  ...number,
});

export const SeriesOutput = z.strictObject({
  query: z.string().describe("What was asked, with its slots filled.").optional(),
  series: z
    .array(
      z.strictObject({
        labels: z.record(z.string(), anyText()).describe("Its labels."),
        ...number,
        points: z.array(Point).describe("Its course, the newest last.").optional(),
      }),
    )
    .describe("Each with its labels and its newest value, and its course where `last` is given."),
  count: z.int().describe("How many series there are, also those beyond max_series."),
  warnings: z.array(anyText()).describe("What Prometheus remarked, such as a source it missed."),
});

export type SeriesOutput = z.infer<typeof SeriesOutput>;

type Found = Extract<MetricsAnswer, { is: "found" }>;

interface Wish {
  readonly query: string;
  readonly most: number;
  readonly isCourse: boolean;
}

export function seriesOutput(
  { series, warnings }: Found,
  { query, most, isCourse }: Wish,
): SeriesOutput {
  return {
    query,
    series: series.slice(0, most).map((one) => ({
      ...withValue(one),
      ...(isCourse && { points: one.samples.map(pointOf) }),
    })),
    count: series.length,
    warnings: [...warnings],
  };
}

function withValue({ labels, samples }: Series) {
  const newest = samples.at(-1);
  return { labels: { ...labels }, ...(newest !== undefined && numberOf(newest)) };
}

function pointOf(sample: Sample) {
  return { at: sample.at, ...numberOf(sample) };
}

function numberOf({ value }: Sample): { value: number } | { note: (typeof NOTES)[number] } {
  if (Number.isFinite(value)) return { value };
  if (Number.isNaN(value)) return { note: "NaN" };
  return { note: value > 0 ? "+Inf" : "-Inf" };
}
