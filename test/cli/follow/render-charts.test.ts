import { expect, test } from "vitest";
import { renderCharts } from "../../../src/cli/follow/render-charts.ts";

const CHART = {
  step: "look",
  item: 0,
  title: "look: sum(queue)",
  sentence: "value went from 4 to 1, between 1 and 4.",
  lines: [],
  marks: [],
};

test("says in a line each what a run has read over time, and how much more there is", () => {
  expect(renderCharts({ charts: [CHART], left_out: 2 })).toEqual([
    "  read over time: look: sum(queue): value went from 4 to 1, between 1 and 4.",
    "  read over time: 2 more",
  ]);
  expect(renderCharts({ charts: [], left_out: 0 })).toEqual([]);
});
