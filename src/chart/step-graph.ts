import { escapeXml } from "./escape-xml.ts";
import { type LaidOut, layOut, type Spot } from "./lay-out.ts";
import { type ChartPlace, drawPicture, shortened } from "./picture.ts";
import { drawTable } from "./table.ts";

/** Steps, and in which order they may come. */
export interface StepGraph {
  readonly title: string;
  readonly sentence: string;
  readonly nodes: readonly StepNode[];
  readonly edges: readonly StepEdge[];
}

export interface StepNode {
  readonly id: string;
  /** What it is, or how it stands. */
  readonly says: string;
  /** Drawn with a thick line; the path that was taken. */
  readonly isTaken: boolean;
}

export interface StepEdge {
  readonly from: string;
  readonly to: string;
  /** Only where the first one has failed. */
  readonly isRescue: boolean;
  readonly isTaken: boolean;
}

const BOX_HEIGHT = 44;
const LONGEST = 26;
const CHARACTER = 7.2;
const PADDING = 20;

export function drawStepGraph(graph: StepGraph, place: ChartPlace): string {
  const { title, sentence, nodes, edges } = graph;
  const laid = layOut(nodes.map(boxOf), edges);
  const { width, height } = laid;
  return drawPicture({ title, sentence, width, height }, place, [
    ...edges.map((edge, index) => drawWay(edge, laid.ways[index] ?? [])),
    ...nodes.map((node) => drawNode(node, laid)),
  ]);
}

export function drawStepTable({ title, nodes, edges }: StepGraph): string {
  const next = Map.groupBy(edges, ({ from }) => from);
  return drawTable({
    title,
    head: ["Step", "What it is", "Taken", "Then"],
    rows: nodes.map(({ id, says, isTaken }) => [
      id,
      says,
      isTaken ? "yes" : "no",
      (next.get(id) ?? [])
        .map(({ to, isRescue }) => (isRescue ? `${to} if it fails` : to))
        .join(", "),
    ]),
  });
}

function boxOf({ id, says }: StepNode) {
  const longest = Math.max(shortened(id, LONGEST).length, shortened(says, LONGEST).length);
  return { id, width: Math.round(longest * CHARACTER) + PADDING, height: BOX_HEIGHT };
}

function drawNode(node: StepNode, { spots }: LaidOut): string {
  const { x, y } = spots.get(node.id) ?? { x: 0, y: 0 };
  const { width, height } = boxOf(node);
  const look = node.isTaken ? "box taken" : "box";
  return (
    `<rect class="${look}" x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="6"/>` +
    `<text class="middle strong" x="${x}" y="${y - 3}">${escapeXml(shortened(node.id, LONGEST))}</text>` +
    `<text class="middle" x="${x}" y="${y + 13}">${escapeXml(shortened(node.says, LONGEST))}</text>`
  );
}

function drawWay({ isRescue, isTaken }: StepEdge, points: readonly Spot[]): string {
  const course = points.map(({ x, y }) => `${x} ${y}`).join("L");
  const look = `way${isRescue ? " rescue" : ""}${isTaken ? " taken" : ""}`;
  return `<path class="${look}" d="M${course}"/>${arrow(points)}`;
}

const ARROW = 6;

/** At its end, pointing where the last part of the way leads. */
function arrow(points: readonly Spot[]): string {
  const [before, end] = points.slice(-2);
  if (before === undefined || end === undefined) return "";
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const corner = (turn: number) =>
    `${Math.round(end.x - ARROW * Math.cos(angle + turn))} ${Math.round(end.y - ARROW * Math.sin(angle + turn))}`;
  return `<path class="arrow" d="M${end.x} ${end.y}L${corner(0.5)}L${corner(-0.5)}Z"/>`;
}
