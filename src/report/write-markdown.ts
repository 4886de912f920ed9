import { visible } from "../document/visible.ts";
import { courseOf, shortNumber } from "../engine/charts/course-in-words.ts";
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
      return [`### ${shown(block.chart.title)}`, shown(block.chart.sentence), course(block)].join(
        "\n\n",
      );
    case "code":
      return indented(block.text);
  }
}

/** A page of text has no pictures; it says how each line went. */
function course({ chart }: Extract<Block, { is: "chart" }>): string {
  const rows = chart.lines.flatMap((line) => {
    const told = courseOf(line);
    if (told === undefined) return [];
    const { name, first, least, most, last } = told;
    return [[shown(name), ...[first, least, most, last].map(shortNumber)]];
  });
  return markdownTable(["line", "first", "least", "most", "last"], rows);
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
