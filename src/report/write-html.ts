import { drawDataTable } from "../chart/data-table.ts";
import { escapeXml } from "../chart/escape-xml.ts";
import { drawLineChart } from "../chart/line-chart.ts";
import { CHART_STYLE } from "../chart/look.ts";
import { visible } from "../document/visible.ts";
import type { Block } from "./block.ts";

/** One file that needs no other, and fetches nothing. */
export function writeHtml(title: string, blocks: Iterable<Block>): string {
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${shown(title)}</title>`,
    `<style>${STYLE}${CHART_STYLE}</style>`,
    "<main>",
    ...[...blocks].map(written),
    "</main>",
    "</html>",
    "",
  ].join("\n");
}

const STYLE = [
  ":root{color-scheme:light dark}",
  "body{font:15px/1.5 system-ui,sans-serif;margin:0}",
  "main{max-width:60rem;margin:auto;padding:1rem}",
  ".wide{overflow-x:auto}",
  "table{border-collapse:collapse;font-size:13px}",
  "td{overflow-wrap:anywhere}",
  "th,td{border:1px solid;border-color:color-mix(in srgb,currentColor 25%,transparent)}",
  "th,td{padding:.25rem .5rem;text-align:left;vertical-align:top}",
  "pre{overflow-x:auto;font-size:13px}",
].join("");

function written(block: Block): string {
  switch (block.is) {
    case "title":
      return `<h1>${shown(block.text)}</h1>`;
    case "heading":
      return `<h2>${shown(block.text)}</h2>`;
    case "text":
      return `<p>${shown(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${shown(item)}</li>`).join("")}</ul>`;
    case "table":
      return block.rows.length === 0 ? "<p>Nothing.</p>" : table(block);
    case "chart":
      return `<figure>${drawLineChart(block.chart, "page")}<figcaption>${shown(block.chart.sentence)}<details><summary>Numbers</summary>${drawDataTable(block.chart)}</details></figcaption></figure>`;
    case "code":
      return `<pre>${block.text.split("\n").map(shown).join("\n")}</pre>`;
  }
}

function table({ head, rows }: Extract<Block, { is: "table" }>): string {
  const heading = head.map((name) => `<th scope="col">${shown(name)}</th>`).join("");
  const body = rows.map(
    (row) => `<tr>${row.map((cell) => `<td>${shown(cell)}</td>`).join("")}</tr>`,
  );
  return `<div class="wide"><table><thead><tr>${heading}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

function shown(text: string): string {
  return escapeXml(visible(text));
}
