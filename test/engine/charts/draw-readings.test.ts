import { describe, expect, test } from "vitest";
import { drawReadings } from "../../../src/engine/charts/draw-readings.ts";
import { type Did, courseUpTo, readingsOf } from "./written.ts";

function chartsOf(...all: readonly Did[]) {
  return drawReadings(readingsOf(all)).charts;
}

const MINUTE = 60_000;

describe("the charts of a run", () => {
  test("show the course that a step has asked for, under its question", () => {
    const [chart] = chartsOf({ at: 9, step: "look", phase: "run", output: courseUpTo(MINUTE, 30) });

    expect(chart).toMatchObject({
      step: "look",
      title: "look: sum(queue_length)",
      sentence: "value went from 31 to 60, between 31 and 60.",
    });
    expect(chart?.lines[0]?.points).toHaveLength(30);
  });

  test("join what a check read before and after the change into one line, with the change marked", () => {
    const [chart, ...more] = chartsOf(
      { at: 9, step: "scale", phase: "before", output: courseUpTo(MINUTE, 30), intends: "once" },
      { at: 65_000, step: "scale", phase: "run", output: {} },
      { at: 9, step: "scale", phase: "after", output: courseUpTo(MINUTE + 20_000, 30) },
      { at: 9, step: "scale", phase: "after", output: courseUpTo(MINUTE + 40_000, 30) },
    );

    expect(more).toEqual([]);
    expect(chart?.title).toBe("scale, before and after: sum(queue_length)");
    expect(chart?.marks).toEqual([{ at: 65_000, label: "scale" }]);
    const moments = chart?.lines[0]?.points.map(({ at }) => at) ?? [];
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect([moments[0], moments.at(-1)]).toEqual([31_000, MINUTE + 40_000]);
    expect(new Set(moments).size).toBe(moments.length);
  });

  test("show the figures of a check that changed, and no others", () => {
    const [chart] = chartsOf(
      { at: 1, step: "restart", phase: "before", output: { wanted: 4, ready: 1 } },
      { at: 2, step: "restart", phase: "after", output: { wanted: 4, ready: 3 } },
      { at: 3, step: "restart", phase: "after", output: { wanted: 4, ready: 4 } },
    );

    expect(chart?.title).toBe("restart, before and after");
    expect(chart?.lines).toEqual([
      {
        name: "ready",
        points: [
          { at: 1, value: 1 },
          { at: 2, value: 3 },
          { at: 3, value: 4 },
        ],
      },
    ]);
  });

  test("show a number that stayed the same where its course was asked for", () => {
    const points = [1, 2].map((at) => ({ at, value: 5 }));
    const output = { series: [{ labels: {}, value: 5, points }], count: 1, warnings: [] };

    expect(chartsOf({ at: 9, step: "look", phase: "run", output })).toHaveLength(1);
  });

  test.each([
    ["one read", [{ at: 1, step: "look", phase: "run", output: { value: 1 } }]],
    ["nothing", []],
    ["a course without a number", [{ at: 1, step: "look", phase: "run", output: emptyCourse() }]],
  ] as const)("are none for %s", (_, all) => {
    expect(chartsOf(...all)).toEqual([]);
  });

  test("keep each item of a foreach apart", () => {
    const charts = chartsOf(
      ...[0, 1].flatMap((item): readonly Did[] => [
        { at: 1, step: "each", item, phase: "before", output: { depth: 1 } },
        { at: 2, step: "each", item, phase: "after", output: { depth: 2 } },
      ]),
    );

    expect(charts.map(({ title }) => title)).toEqual([
      "each, before and after",
      "each, item 2, before and after",
    ]);
  });

  test("are bounded, and say how many more there are", () => {
    const reads = Array.from({ length: 1_000 }, (_, index): Did => ({
      at: index,
      step: "drain",
      phase: "poll",
      output: { depth: 999 - index },
    }));
    const steps = Array.from({ length: 20 }, (_, index): Did => ({
      at: 1,
      step: `look-${index}`,
      phase: "run",
      output: courseUpTo(MINUTE, 2),
    }));
    const { charts, leftOut } = drawReadings(readingsOf([...reads, ...steps]));

    expect(charts).toHaveLength(12);
    expect(leftOut).toBe(9);
    const points = charts[0]?.lines[0]?.points ?? [];
    expect(points.length).toBeLessThanOrEqual(240);
    expect(points.at(-1)).toEqual({ at: 999, value: 0 });
  });
});

function emptyCourse() {
  return { series: [{ labels: {}, points: [] }], count: 1, warnings: [] };
}
