import type { Report } from "./report.ts";

/** How a drill has gone each time, the oldest first. */
export interface Trend {
  readonly drill: string;
  readonly count: number;
  readonly good: number;
  readonly last: string;
  readonly times: readonly Spread[];
}

/** One of the times of a drill. */
interface Spread {
  readonly of: keyof Report["times"];
  /** In ms; a time that never came is left out. */
  readonly each: readonly number[];
  /** Null before there are enough for one. */
  readonly median: number | null;
}

/** Fewer say nothing about the next. */
const ENOUGH = 5;
const TIMES = ["detect", "decide", "act", "recover"] as const;

/** The trends of some reports, by the names of their drills. Controls rehearse nothing. */
export function trendsOf(reports: readonly Report[]): readonly Trend[] {
  const real = reports.filter(({ control }) => !control);
  const byDrill = Map.groupBy(
    real.toSorted((one, other) => (one.began < other.began ? -1 : 1)),
    ({ drill }) => drill,
  );
  return [...byDrill]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([drill, all]) => ({
      drill,
      count: all.length,
      good: all.filter(({ passed }) => passed).length,
      last: all.at(-1)?.began ?? "",
      times: TIMES.map((of) => spreadOf(of, all)),
    }));
}

function spreadOf(of: Spread["of"], reports: readonly Report[]): Spread {
  const each = reports.flatMap(({ times }) => times[of] ?? []);
  return { of, each, median: each.length < ENOUGH ? null : medianOf(each) };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** A trend as plain lines. A median is never said without how many it is of, and how far they lie apart. */
export function trendLines({ drill, count, good, last, times }: Trend): readonly string[] {
  return [
    `${drill}  passed ${good} of ${count}, last at ${last}`,
    ...times.flatMap(({ of, each, median }) =>
      each.length === 0
        ? []
        : [`  ${of.padEnd(LABEL_WIDTH)}  ${each.map(seconds).join("  ")}${middle(each, median)}`],
    ),
  ];
}

const LABEL_WIDTH = "recover".length;

function middle(each: readonly number[], median: number | null): string {
  if (median === null) return "";
  const [least, most] = [Math.min(...each), Math.max(...each)].map(seconds);
  return `  median ${seconds(median)} of ${each.length}, from ${least} to ${most}`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
