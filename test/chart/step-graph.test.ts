import { describe, expect, test } from "vitest";
import { drawStepGraph, drawStepTable, type StepGraph } from "../../src/chart/step-graph.ts";

const GRAPH: StepGraph = {
  title: "Steps",
  sentence: "Four steps.",
  nodes: [
    { id: "look", says: "http.get", isTaken: true },
    { id: "count", says: "sql.query", isTaken: true },
    { id: "restart", says: "k8s.restart", isTaken: true },
    { id: "page", says: "escalate", isTaken: false },
  ],
  edges: [
    { from: "look", to: "restart", isRescue: false, isTaken: true },
    { from: "count", to: "restart", isRescue: false, isTaken: true },
    { from: "restart", to: "page", isRescue: true, isTaken: false },
  ],
};

describe("a graph of steps", () => {
  test("draws what comes later further down, and what comes together beside each other", () => {
    const svg = drawStepGraph(GRAPH, "page");

    const [look, count, restart, page] = GRAPH.nodes.map(({ id }) => placeOf(id, svg));
    expect(look?.y).toBe(count?.y);
    expect(look?.x).not.toBe(count?.x);
    expect(restart?.y).toBeGreaterThan(look?.y ?? Infinity);
    expect(page?.y).toBeGreaterThan(restart?.y ?? Infinity);
  });

  test("draws the path that was taken in bold, and the way of a failure dashed", () => {
    const svg = drawStepGraph(GRAPH, "page");

    expect(svg.match(/class="box taken"/g)).toHaveLength(3);
    expect(svg.match(/class="way taken"/g)).toHaveLength(2);
    expect(svg.match(/class="way rescue"/g)).toHaveLength(1);
  });

  test("keeps two ways between the same steps apart", () => {
    const twice = [
      ...GRAPH.edges,
      { from: "restart", to: "page", isRescue: false, isTaken: false },
    ];

    expect(drawStepGraph({ ...GRAPH, edges: twice }, "page").match(/class="arrow"/g)).toHaveLength(
      4,
    );
  });

  test("comes as a table that says where each step leads", () => {
    expect(drawStepTable(GRAPH)).toContain(
      '<tr><th scope="row">restart</th><td>k8s.restart</td><td>yes</td><td>page if it fails</td></tr>',
    );
  });
});

function placeOf(id: string, svg: string) {
  const found = new RegExp(`<text class="middle strong" x="(\\d+)" y="(\\d+)">${id}<`).exec(svg);
  if (found === null) throw new Error(`${id} is not drawn`);
  return { x: Number(found[1]), y: Number(found[2]) };
}
