import { escapeXml } from "./escape-xml.ts";
import { CHART_STYLE } from "./look.ts";

/** A page brings `CHART_STYLE` in its own stylesheet, because it allows no other; a file brings its own. */
export type ChartPlace = "page" | "file";

export interface Canvas {
  readonly title: string;
  /** What is to be seen, for those who cannot see it. */
  readonly sentence: string;
  readonly width: number;
  readonly height: number;
}

/** One SVG. It has no script, fetches nothing, and is light or dark as its reader wants it. */
export function drawPicture(
  { title, sentence, width, height }: Canvas,
  place: ChartPlace,
  parts: Iterable<string>,
): string {
  const isFile = place === "file";
  return [
    `<svg${isFile ? ' xmlns="http://www.w3.org/2000/svg"' : ""} class="pitcrew-chart" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(sentence)}</desc>`,
    ...(isFile ? [`<style>${CHART_STYLE}</style>`] : []),
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
