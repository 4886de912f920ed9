import type { ChartLine } from "../../chart/line-chart.ts";

/** What a line does, in the numbers that people ask for first. */
export interface Course {
  readonly name: string;
  readonly first: number;
  readonly least: number;
  readonly most: number;
  readonly last: number;
}

/** Nothing for a line without a number. */
export function courseOf({ name, points }: ChartLine): Course | undefined {
  const values = points.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const [first] = values;
  const last = values.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { name, first, least: Math.min(...values), most: Math.max(...values), last };
}

const MOST_TOLD = 3;

/** What is to be seen, for those who cannot see it. */
export function courseInWords(lines: readonly ChartLine[]): string {
  const courses = lines.flatMap((line) => courseOf(line) ?? []);
  const told = courses.slice(0, MOST_TOLD).map(({ name, first, least, most, last }) => {
    const between = `between ${shortNumber(least)} and ${shortNumber(most)}`;
    return `${name} went from ${shortNumber(first)} to ${shortNumber(last)}, ${between}`;
  });
  const more = courses.length - told.length;
  return `${told.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}

export function shortNumber(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}
