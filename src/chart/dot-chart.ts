import { valueAxis } from "./axis.ts";
import { escapeXml } from "./escape-xml.ts";
import { type ChartPlace, drawPicture, shortened } from "./picture.ts";
import { drawTable } from "./table.ts";

/** How long things took, one dot for each time. */
export interface DotChart {
  readonly title: string;
  readonly sentence: string;
  readonly rows: readonly DotRow[];
}

export interface DotRow {
  readonly name: string;
  /** In seconds, the oldest first. The newest is drawn full. */
  readonly seconds: readonly number[];
}

/** As wide as a phone, so that nothing of it has to be looked for there. */
const WIDTH = 324;
const PLOT = { left: 66, right: 310, top: 44 } as const;
const ROW = 26;

export function drawDotChart({ title, sentence, rows }: DotChart, place: ChartPlace): string {
  const bottom = PLOT.top + rows.length * ROW;
  const x = valueAxis(
    rows.flatMap(({ seconds }) => seconds),
    PLOT.left,
    PLOT.right,
  );
  return drawPicture({ title, sentence, width: WIDTH, height: bottom + 32 }, place, [
    `<text class="title" x="4" y="24">${escapeXml(shortened(title, 44))}</text>`,
    ...x.ticks.flatMap(({ at, label }) => [
      `<path class="grid" d="M${at} ${PLOT.top}V${bottom}"/>`,
      `<text class="middle" x="${at}" y="${bottom + 18}">${label} s</text>`,
    ]),
    ...rows.flatMap(({ name, seconds }, index) => {
      const y = PLOT.top + index * ROW + ROW / 2;
      const label = `<text class="end" x="${PLOT.left - 8}" y="${y + 4}">${escapeXml(name)}</text>`;
      return [
        label,
        ...seconds.map((one, time) => dot(x.placeOf(one), y, time === seconds.length - 1)),
      ];
    }),
  ]);
}

export function drawDotTable({ title, rows }: DotChart): string {
  return drawTable({
    title,
    head: ["What", "Each time, the oldest first"],
    rows: rows.map(({ name, seconds }) => [
      name,
      seconds.map((one) => `${one.toFixed(1)} s`).join(", "),
    ]),
  });
}

function dot(x: number, y: number, isNewest: boolean): string {
  const look = isNewest ? 'fill="var(--line-0)"' : 'fill="var(--paper)"';
  return `<circle ${look} stroke="var(--line-0)" stroke-width="2" cx="${x}" cy="${y}" r="5"/>`;
}
