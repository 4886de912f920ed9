import type { ChartLine } from "../../chart/line-chart.ts";
import { markdownTable } from "../../model/markdown-table.ts";
import { courseOf, shortNumber } from "./course-in-words.ts";

/** How each line of a chart went, for a page of text; `shown` makes a name harmless there. */
export function courseTable(lines: readonly ChartLine[], shown: (name: string) => string): string {
  const rows = lines.flatMap((line) => {
    const course = courseOf(line);
    if (course === undefined) return [];
    const { name, first, least, most, last } = course;
    return [[shown(name), ...[first, least, most, last].map(shortNumber)]];
  });
  return markdownTable(["line", "first", "least", "most", "last"], rows);
}
