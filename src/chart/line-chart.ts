import { type Axis, momentAxis, valueAxis } from "./axis.ts";
import { lineLook } from "./look.ts";
import { escapeXml } from "./escape-xml.ts";
import { type ChartPlace, drawPicture, shortened } from "./picture.ts";

export interface ChartPoint {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Missing where there was no number; the line has a gap there. */
  readonly value?: number | undefined;
}

export interface ChartLine {
  readonly name: string;
  /** The newest last. */
  readonly points: readonly ChartPoint[];
}

/** A moment that matters for reading the lines, such as that of a change. */
export interface ChartMark {
  readonly at: number;
  readonly label: string;
}

export interface LineChart {
  readonly title: string;
  /** What is to be seen, for those who cannot see it. */
  readonly sentence: string;
  readonly lines: readonly ChartLine[];
  readonly marks: readonly ChartMark[];
}

const WIDTH = 720;
const PLOT = { left: 64, right: 688, top: 56, bottom: 256 } as const;
const LEGEND = { top: 304, row: 20 } as const;

/**
 * The course of some numbers over time, as one SVG. It has no script, fetches nothing, and is light
 * or dark as its reader wants it.
 */
export function drawLineChart(chart: LineChart, place: ChartPlace): string {
  const { title, sentence, lines, marks } = chart;
  const points = lines.flatMap((line) => line.points);
  const moments = [...points, ...marks].map(({ at }) => at);
  const values = points.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const x = momentAxis(moments, PLOT.left, PLOT.right);
  const y = valueAxis(values, PLOT.bottom, PLOT.top);
  const height = LEGEND.top + lines.length * LEGEND.row;
  return drawPicture({ title, sentence, width: WIDTH, height }, place, [
    `<text class="title" x="16" y="28">${escapeXml(shortened(title, 80))}</text>`,
    ...grid(x, y),
    ...(values.length === 0 ? [nothingToSee()] : []),
    ...marks.map((mark) => markAt(mark, x)),
    ...lines.flatMap((line, index) => drawLine(line, index, x, y)),
    ...lines.map(({ name }, index) => legend(name, index)),
  ]);
}

function* grid(x: Axis, y: Axis): Generator<string> {
  const { left, right, top, bottom } = PLOT;
  for (const { at, label } of y.ticks) {
    yield `<path class="grid" d="M${left} ${at}H${right}"/>`;
    yield `<text class="end" x="${left - 8}" y="${at + 4}">${label}</text>`;
  }
  for (const { at, label } of x.ticks) {
    yield `<path class="grid" d="M${at} ${top}V${bottom}"/>`;
    yield `<text class="middle" x="${at}" y="${bottom + 20}">${label}</text>`;
  }
  yield `<text class="end" x="${right}" y="${bottom + 36}">UTC</text>`;
}

function nothingToSee(): string {
  const x = (PLOT.left + PLOT.right) / 2;
  return `<text class="middle" x="${x}" y="${(PLOT.top + PLOT.bottom) / 2}">no data</text>`;
}

/** The label stands on the side of the line where there is more room. */
function markAt({ at, label }: ChartMark, x: Axis): string {
  const place = x.placeOf(at);
  const isRight = place > (PLOT.left + PLOT.right) / 2;
  const text = escapeXml(shortened(label, 40));
  return (
    `<path class="mark" d="M${place} ${PLOT.top - 16}V${PLOT.bottom}"/>` +
    `<text class="${isRight ? "end" : "start"}" x="${place + (isRight ? -6 : 6)}" y="${PLOT.top - 6}">${text}</text>`
  );
}

/** A point between two gaps is a dot, because a line needs two. */
function drawLine(line: ChartLine, index: number, x: Axis, y: Axis): readonly string[] {
  return stretchesOf(line.points).map((stretch) => {
    const places = stretch.map(({ at, value }) => `${x.placeOf(at)} ${y.placeOf(value)}`);
    const [first = ""] = places;
    const course = places.length === 1 ? `M${first}h0` : `M${places.join("L")}`;
    return `<path class="line" ${lineLook(index)} d="${course}"/>`;
  });
}

interface Known {
  readonly at: number;
  readonly value: number;
}

function stretchesOf(points: readonly ChartPoint[]): readonly (readonly Known[])[] {
  const stretches: Known[][] = [[]];
  for (const { at, value } of points) {
    if (value === undefined) stretches.push([]);
    else stretches.at(-1)?.push({ at, value });
  }
  return stretches.filter((stretch) => stretch.length > 0);
}

function legend(name: string, index: number): string {
  const y = LEGEND.top + index * LEGEND.row;
  return (
    `<path class="line" ${lineLook(index)} d="M${PLOT.left} ${y - 4}h28"/>` +
    `<text class="start" x="${PLOT.left + 36}" y="${y}">${escapeXml(shortened(name, 90))}</text>`
  );
}
