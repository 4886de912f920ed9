import { Graph, layout } from "@dagrejs/dagre";

export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface Way {
  readonly from: string;
  readonly to: string;
}

export interface Spot {
  /** Of its middle. */
  readonly x: number;
  readonly y: number;
}

export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly spots: ReadonlyMap<string, Spot>;
  /** Along which points each way runs, in the order in which the ways were given. */
  readonly ways: readonly (readonly Spot[])[];
}

const MARGIN = 12;

/** Finds a place for everything, from the top down, so that few ways cross. */
export function layOut(boxes: readonly Box[], ways: readonly Way[]): LaidOut {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 24, ranksep: 32, marginx: MARGIN, marginy: MARGIN });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const [index, { from, to }] of ways.entries()) graph.setEdge(from, to, {}, String(index));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const spots = boxes.map(({ id }): [string, Spot] => [id, spotOf(graph.node(id))]);
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    spots: new Map(spots),
    ways: ways.map(({ from: v, to: w }, index) =>
      (graph.edge({ v, w, name: String(index) }).points ?? []).map(spotOf),
    ),
  };
}

function spotOf({ x = 0, y = 0 }: { readonly x?: number; readonly y?: number }): Spot {
  return { x: Math.round(x), y: Math.round(y) };
}
