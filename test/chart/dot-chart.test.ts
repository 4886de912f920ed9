import { describe, expect, test } from "vitest";
import { drawDotChart, drawDotTable } from "../../src/chart/dot-chart.ts";

const TIMES = {
  title: "no-workers",
  sentence: "Passed 3 of 3.",
  rows: [
    { name: "detect", seconds: [4, 5, 6] },
    { name: "decide", seconds: [] },
  ],
};

describe("a dot chart", () => {
  test("has a dot for each time, further right the longer, and the newest full", () => {
    const dots = [
      ...drawDotChart(TIMES, "page").matchAll(/<circle fill="([^"]+)"[^>]* cx="([\d.]+)"/g),
    ];

    const places = dots.map(([, , x]) => Number(x));
    expect(places).toHaveLength(3);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(dots.map(([, fill]) => fill === "var(--line-0)")).toEqual([false, false, true]);
  });

  test("comes with its numbers as a table", () => {
    expect(drawDotTable(TIMES)).toContain("<td>4.0 s, 5.0 s, 6.0 s</td>");
  });
});
