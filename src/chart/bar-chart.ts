import { type Axis, momentAxis, valueAxis } from "./axis.ts";
import { escapeXml } from "./escape-xml.ts";
import { fillLook } from "./look.ts";
import { type ChartPlace, drawPicture, shortened } from "./picture.ts";
import { drawTable } from "./table.ts";

/** How many of each there were, one bar for each stretch of time. */
export interface BarChart {
  readonly title: string;
  readonly sentence: string;
  /** What each bar is made of, the lowest first. */
  readonly parts: readonly BarPart[];
  readonly bars: readonly Bar[];
  /** How long a bar lasts, in ms; all of them the same. */
  readonly each: number;
}

export interface BarPart {
  readonly name: string;
  /** Which of the colours of lines it has. */
  readonly colour: number;
}

export interface Bar {
  /** When it begins, in epoch milliseconds. */
  readonly at: number;
  /** As many as there are parts. */
  readonly counts: readonly number[];
}

/** As wide as a phone, so that nothing of it has to be looked for there. */
const WIDTH = 324;
const PLOT = { left: 28, right: 318, top: 44, bottom: 204 } as const;
const LEGEND = { top: 252, row: 20 } as const;
const GAP = 2;

export function drawBarChart(chart: BarChart, place: ChartPlace): string {
  const { title, sentence, parts, bars, each } = chart;
  const y = valueAxis(bars.map(sumOf), PLOT.bottom, PLOT.top);
  const ends = bars.flatMap(({ at }) => [at, at + each]);
  const x = momentAxis(ends, PLOT.left, PLOT.right);
  const height = LEGEND.top + parts.length * LEGEND.row;
  return drawPicture({ title, sentence, width: WIDTH, height }, place, [
    `<text class="title" x="4" y="24">${escapeXml(shortened(title, 44))}</text>`,
    ...grid(x, y),
    ...bars.flatMap((bar) => drawBar(bar, chart, x, y)),
    ...parts.map(legend),
  ]);
}

export function drawBarTable({ title, parts, bars }: BarChart): string {
  return drawTable({
    title,
    head: ["Beginning (UTC)", ...parts.map(({ name }) => name)],
    rows: bars.map(({ at, counts }) => [new Date(at).toISOString(), ...counts.map(String)]),
  });
}

function sumOf({ counts }: Bar): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function* grid(x: Axis, y: Axis): Generator<string> {
  for (const { at, label } of y.ticks) {
    if (label.includes(".")) continue; // half of a run is none
    yield `<path class="grid" d="M${PLOT.left} ${at}H${PLOT.right}"/>`;
    yield `<text class="end" x="${PLOT.left - 8}" y="${at + 4}">${label}</text>`;
  }
  for (const { at, label } of x.ticks) {
    yield `<text class="middle" x="${at}" y="${PLOT.bottom + 18}">${label}</text>`;
  }
  yield `<text class="end" x="${PLOT.right}" y="${PLOT.bottom + 34}">UTC</text>`;
}

function drawBar(
  { at, counts }: Bar,
  { parts, each }: BarChart,
  x: Axis,
  y: Axis,
): readonly string[] {
  const left = x.placeOf(at) + GAP / 2;
  const width = rounded(x.placeOf(at + each) - GAP / 2 - left);
  let below = 0;
  return counts.flatMap((count, index) => {
    const [bottom, top] = [y.placeOf(below), y.placeOf(below + count)];
    below += count;
    if (count === 0) return [];
    return `<rect ${fillLook(parts[index]?.colour ?? index)} x="${left}" y="${top}" width="${width}" height="${rounded(bottom - top)}"/>`;
  });
}

function legend({ name, colour }: BarPart, index: number): string {
  const y = LEGEND.top + index * LEGEND.row;
  return (
    `<rect ${fillLook(colour)} x="${PLOT.left}" y="${y - 12}" width="28" height="14"/>` +
    `<text class="start" x="${PLOT.left + 36}" y="${y}">${escapeXml(shortened(name, 38))}</text>`
  );
}

function rounded(length: number): number {
  return Math.round(length * 10) / 10;
}
