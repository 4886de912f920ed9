import type { ChartLine, ChartPoint, LineChart } from "../../chart/line-chart.ts";
import { courseInWords } from "./course-in-words.ts";
import type { Reading, Readings } from "./readings.ts";

/** The numbers that one step of a run has read over time, with the changes marked. */
export interface RunChart extends LineChart {
  readonly step: string;
  /** Of a `foreach`; 0 without one. */
  readonly item: number;
}

export interface RunCharts {
  readonly charts: readonly RunChart[];
  /** How many more there are than are drawn. */
  readonly leftOut: number;
}

const MOST_CHARTS = 12;

/** As many as can be told apart. */
const MOST_LINES = 25;

/** As many as a picture can show. */
const MOST_POINTS = 240;

/**
 * What steps and checks of a run have read over time, one chart for each. Nothing but the record
 * is needed for it, so it can be drawn from an export as well.
 */
export function drawReadings({ readings, marks }: Readings): RunCharts {
  const groups = Map.groupBy(readings, ({ step, item, isCheck }) =>
    JSON.stringify([step, item, isCheck]),
  );
  const charts = [...groups.values()].flatMap((group) => {
    const lines = joined(group).filter(isWorthALine(group)).slice(0, MOST_LINES);
    const [newest] = group.toReversed();
    if (newest === undefined || lines.length === 0) return [];
    const { step, item } = newest;
    const sentence = courseInWords(lines);
    return [{ step, item, title: titleOf(newest), sentence, lines, marks }];
  });
  return {
    charts: charts.slice(0, MOST_CHARTS),
    leftOut: Math.max(0, charts.length - MOST_CHARTS),
  };
}

/** Each look brings a course up to then; of an earlier one only what is older is taken. */
function joined(group: readonly Reading[]): readonly ChartLine[] {
  const byName = new Map<string, readonly ChartPoint[]>();
  for (const { lines } of group.toReversed()) {
    for (const { name, points } of lines) {
      const newer = byName.get(name) ?? [];
      const since = newer[0]?.at ?? Infinity;
      byName.set(name, [...points.filter(({ at }) => at < since), ...newer]);
    }
  }
  return [...byName].map(([name, points]) => ({ name, points: thinned(points) }));
}

/** The newest point is always one of those that stay. */
function thinned(points: readonly ChartPoint[]): readonly ChartPoint[] {
  const every = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, index) => (points.length - 1 - index) % every === 0);
}

/** A number that a step has read once is no course, and one that never changed is no news. */
function isWorthALine(group: readonly Reading[]): (line: ChartLine) => boolean {
  const isCourse = group.some((reading) => reading.isCourse);
  return ({ points }) => {
    const values = points.flatMap(({ value }) => (value === undefined ? [] : [value]));
    return isCourse ? values.length > 0 : new Set(values).size > 1;
  };
}

function titleOf({ step, item, isCheck, query }: Reading): string {
  const which = item === 0 ? step : `${step}, item ${item + 1}`;
  const what = isCheck ? `${which}, before and after` : which;
  return query === undefined ? what : `${what}: ${query}`;
}
