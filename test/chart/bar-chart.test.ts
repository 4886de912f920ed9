import { describe, expect, test } from "vitest";
import { type BarChart, drawBarChart, drawBarTable } from "../../src/chart/bar-chart.ts";

const HOUR = 3_600_000;
const START = Date.parse("2026-11-21T00:00:00Z");

const RUNS: BarChart = {
  title: "Runs <b>",
  sentence: "7 runs began.",
  parts: [
    { name: "Resolved", colour: 2 },
    { name: "Not fixed", colour: 3 },
  ],
  each: HOUR,
  bars: [
    { at: START, counts: [3, 1] },
    { at: START + HOUR, counts: [0, 0] },
    { at: START + 2 * HOUR, counts: [0, 3] },
  ],
};

describe("a bar chart", () => {
  test("puts the parts of a bar on top of each other, as high as they count", () => {
    const bars = barsIn(drawBarChart(RUNS, "page"));

    const [resolved, failed, later] = bars;
    expect(bars).toHaveLength(3);
    expect(resolved?.height).toBeCloseTo((failed?.height ?? 0) * 3, 0);
    expect((failed?.y ?? 0) + (failed?.height ?? 0)).toBeCloseTo(resolved?.y ?? 0, 0);
    expect(later?.height).toBeCloseTo(resolved?.height ?? 0, 0);
  });

  test("says what it shows, and what its colours are, with all that is outside escaped", () => {
    const svg = drawBarChart(RUNS, "page");

    expect(svg).toContain("<title>Runs &#60;b&#62;</title>");
    expect(svg).toContain("<desc>7 runs began.</desc>");
    expect(svg).toContain(">Not fixed</text>");
  });

  test("stays whole without a single run", () => {
    const svg = drawBarChart({ ...RUNS, bars: [{ at: START, counts: [0, 0] }] }, "page");

    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  test("comes with its numbers as a table", () => {
    const table = drawBarTable(RUNS);

    expect(table).toContain(
      '<tr><th scope="row">2026-11-21T00:00:00.000Z</th><td>3</td><td>1</td></tr>',
    );
  });
});

function barsIn(svg: string) {
  const found = svg.matchAll(
    /<rect fill="var\(--line-\d\)"[^>]* y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/g,
  );
  const all = [...found].map(([, y, height]) => ({ y: Number(y), height: Number(height) }));
  return all.slice(0, -RUNS.parts.length);
}
