import { escapeXml } from "./escape-xml.ts";
import type { LineChart } from "./line-chart.ts";

/** The numbers of a chart as an HTML table, for whoever reads by ear or wants to copy them. */
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
  const body = [...rows]
    .toSorted(([one], [other]) => one - other)
    .map(([at, row]) => [momentOf(at), ...columns.map((column) => cell(row.get(column) ?? ""))]);
  return [
    '<table class="pitcrew-chart-data">',
    `<caption>${escapeXml(title)}</caption>`,
    `<thead><tr>${["Time (UTC)", ...names].map(heading).join("")}</tr></thead>`,
    "<tbody>",
    ...body.map((cells) => `<tr>${cells.join("")}</tr>`),
    "</tbody>",
    "</table>",
    "",
  ].join("\n");
}

function heading(text: string): string {
  return `<th scope="col">${escapeXml(text)}</th>`;
}

function momentOf(at: number): string {
  return `<th scope="row">${new Date(at).toISOString()}</th>`;
}

function cell(text: string): string {
  return `<td>${escapeXml(text)}</td>`;
}
