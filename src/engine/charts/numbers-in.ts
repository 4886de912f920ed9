import type { ChartLine } from "../../chart/line-chart.ts";
import { isObject, type JsonValue } from "../../model/json.ts";
import { SeriesOutput } from "../../steps/prometheus/series-output.ts";

/** The numbers in what a step has read. */
export interface Numbers {
  /** Whether they are a course that the system behind the step has kept, and not what was there then. */
  readonly isCourse: boolean;
  readonly query: string | undefined;
  readonly lines: readonly ChartLine[];
}

export function numbersIn(output: JsonValue, at: number): Numbers {
  const { data: found } = SeriesOutput.safeParse(output);
  if (found === undefined) return { isCourse: false, query: undefined, lines: figures(output, at) };
  const { query, series } = found;
  const lines = series.map(({ labels, value, points }) => ({
    name: nameOf(labels),
    points: points?.map(pointOf) ?? [pointOf({ at, value })],
  }));
  return { isCourse: series.some(({ points }) => points !== undefined), query, lines };
}

function figures(output: JsonValue, at: number): readonly ChartLine[] {
  if (!isObject(output)) return [];
  return Object.entries(output).flatMap(([name, value]) =>
    typeof value === "number" ? [{ name: name.replaceAll("_", " "), points: [{ at, value }] }] : [],
  );
}

interface Given {
  readonly at: number;
  readonly value?: number | undefined;
}

function pointOf({ at, value }: Given): ChartLine["points"][number] {
  return value === undefined ? { at } : { at, value };
}

function nameOf(labels: Readonly<Record<string, string>>): string {
  const said = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return said.length === 0 ? "value" : said.join(", ");
}
