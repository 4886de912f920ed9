import type { LineChart } from "./line-chart.ts";
import { drawTable } from "./table.ts";

/** The numbers of a chart, each row a moment. */
export function drawDataTable({ title, lines, marks }: LineChart): string {
  const rows = new Map<number, Map<string, string>>();
  const put = (at: number, column: string, text: string): void => {
    const row = rows.get(at) ?? new Map<string, string>();
    rows.set(at, row.set(column, text));
  };
  for (const [index, { points }] of lines.entries()) {
    for (const { at, value } of points) put(at, String(index), value?.toString() ?? "");
  }
  for (const { at, label } of marks) put(at, "mark", label);
  const columns = [...lines.keys()].map(String).concat(marks.length > 0 ? ["mark"] : []);
  const names = lines.map(({ name }) => name).concat(marks.length > 0 ? ["Event"] : []);
  const sorted = [...rows].toSorted(([one], [other]) => one - other);
  return drawTable({
    title,
    head: ["Time (UTC)", ...names],
    rows: sorted.map(([at, row]) => [
      new Date(at).toISOString(),
      ...columns.map((column) => row.get(column) ?? ""),
    ]),
  });
}
