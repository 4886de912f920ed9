import { escapeXml } from "./escape-xml.ts";
import { type ChartPlace, drawPicture, shortened } from "./picture.ts";
import { drawTable } from "./table.ts";

/** How many came how far: each stage is reached by some of those of the stage before. */
export interface Funnel {
  readonly title: string;
  readonly sentence: string;
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly name: string;
  readonly count: number;
}

/** As wide as a phone, so that nothing of it has to be looked for there. */
const WIDTH = 324;
const NAMES = 152;
const COUNTS = 82;
const TOP = 44;
const ROW = 34;
const BAR = 22;

export function drawFunnel({ title, sentence, stages }: Funnel, place: ChartPlace): string {
  const most = Math.max(1, ...stages.map(({ count }) => count));
  const height = TOP + stages.length * ROW;
  return drawPicture({ title, sentence, width: WIDTH, height }, place, [
    `<text class="title" x="4" y="24">${escapeXml(shortened(title, 44))}</text>`,
    ...stages.map((stage, index) => drawStage(stage, index, most, shareOf(stages, index))),
  ]);
}

export function drawFunnelTable({ title, stages }: Funnel): string {
  return drawTable({
    title,
    head: ["How far", "Count", "Of those before"],
    rows: stages.map(({ name, count }, index) => [name, String(count), shareOf(stages, index)]),
  });
}

function drawStage({ name, count }: Stage, index: number, most: number, share: string): string {
  const y = TOP + index * ROW;
  const width = Math.round(((WIDTH - NAMES - COUNTS) * count) / most);
  const words = share === "" ? String(count) : `${count} (${share})`;
  return (
    `<text class="end" x="${NAMES - 12}" y="${y + 16}">${escapeXml(shortened(name, 24))}</text>` +
    `<rect fill="var(--line-0)" x="${NAMES}" y="${y}" width="${Math.max(width, 1)}" height="${BAR}"/>` +
    `<text class="start" x="${NAMES + width + 10}" y="${y + 16}">${words}</text>`
  );
}

/** Of the stage before; nothing to say of the first one, or where none came so far. */
function shareOf(stages: readonly Stage[], index: number): string {
  const [before, here] = [stages[index - 1], stages[index]];
  if (before === undefined || here === undefined || before.count === 0) return "";
  return `${Math.round((here.count / before.count) * 100)} %`;
}
