import { escapeXml } from "./escape-xml.ts";

/** What a picture shows as an HTML table, for whoever reads by ear or wants to copy it. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  /** The first cell of each names the row. */
  readonly rows: readonly (readonly string[])[];
}

export function drawTable({ title, head, rows }: Table): string {
  return [
    '<table class="pitcrew-chart-data">',
    `<caption>${escapeXml(title)}</caption>`,
    `<thead><tr>${head.map((text) => `<th scope="col">${escapeXml(text)}</th>`).join("")}</tr></thead>`,
    "<tbody>",
    ...rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`),
    "</tbody>",
    "</table>",
    "",
  ].join("\n");
}

function cell(text: string, index: number): string {
  const inside = escapeXml(text);
  return index === 0 ? `<th scope="row">${inside}</th>` : `<td>${inside}</td>`;
}
