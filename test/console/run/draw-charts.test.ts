import { describe, expect, test } from "vitest";
import { drawCharts } from "../../../src/console/run/draw-charts.ts";
import { STYLESHEET } from "../../../src/console/look/stylesheet.ts";
import type { ChartsView } from "../../../src/intake/api/views/charts-view.ts";

const HOSTILE = `<img src=x onerror=alert(1)>`;

const CHARTS: ChartsView = {
  charts: [
    {
      step: "look",
      item: 0,
      title: `look: ${HOSTILE}`,
      sentence: `${HOSTILE} went from 1 to 2, between 1 and 2.`,
      lines: [
        {
          name: HOSTILE,
          points: [
            { at: 1_000, value: 1 },
            { at: 2_000, value: 2 },
          ],
        },
      ],
      marks: [{ at: 1_500, label: HOSTILE }],
    },
  ],
  left_out: 3,
};

describe("what a run has read over time", () => {
  test("is a picture with its sentence, and its numbers behind it", async () => {
    const page = String(await drawCharts(CHARTS));

    expect(page).toContain('<svg class="pitcrew-chart" role="img"');
    expect(page).toContain("went from 1 to 2");
    expect(page).toContain('<table class="pitcrew-chart-data">');
    expect(page).toContain("3 more are left out here.");
  });

  test("holds nothing that a page may not load or run", async () => {
    const page = String(await drawCharts(CHARTS));

    expect(page).not.toMatch(/<img|<style|<script|https?:|style=/);
    expect(STYLESHEET).toContain(".pitcrew-chart .line{");
  });

  test("is left out where there is none", async () => {
    expect(String(await drawCharts({ charts: [], left_out: 0 }))).toBe("");
  });
});
