import { visible } from "../document/visible.ts";
import { courseTable } from "../engine/charts/course-table.ts";
import { markdownTable } from "../model/markdown-table.ts";
import type { Block } from "./block.ts";

export function writeMarkdown(blocks: Iterable<Block>): string {
  return `${[...blocks].map(written).join("\n\n")}\n`;
}

function written(block: Block): string {
  switch (block.is) {
    case "title":
      return `# ${shown(block.text)}`;
    case "heading":
      return `## ${shown(block.text)}`;
    case "text":
      return shown(block.text);
    case "list":
      return block.items.map((item) => `- ${shown(item)}`).join("\n");
    case "table":
      return block.rows.length === 0
        ? "Nothing."
        : markdownTable(
            block.head,
            block.rows.map((row) => row.map(shown)),
          );
    case "chart":
      return [
        `### ${shown(block.chart.title)}`,
        shown(block.chart.sentence),
        courseTable(block.chart.lines, shown),
      ].join("\n\n");
    case "code":
      return indented(block.text);
  }
}

/** Indented, so that no fence within can end it. */
function indented(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${visible(line)}`)
    .join("\n");
}

/** Others wrote it; a page must not obey it. */
function shown(text: string): string {
  return visible(text).replaceAll(/[\\`*_[\]<>#]/g, "\\$&");
}
