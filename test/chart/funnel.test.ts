import { describe, expect, test } from "vitest";
import { drawFunnel, drawFunnelTable, type Funnel } from "../../src/chart/funnel.ts";

const ALERTS: Funnel = {
  title: "How far alerts came",
  sentence: "Of 8 alerts, 2 were resolved.",
  stages: [
    { name: "Heard of", count: 8 },
    { name: "Taken", count: 4 },
    { name: "Resolved", count: 2 },
  ],
};

describe("a funnel", () => {
  test("is as wide at each stage as came so far", () => {
    const widths = [...drawFunnel(ALERTS, "page").matchAll(/<rect fill[^>]* width="(\d+)"/g)];

    const [heard = 0, taken = 0, resolved = 0] = widths.map(([, width]) => Number(width));
    expect(heard).toBe(taken * 2);
    expect(taken).toBeCloseTo(resolved * 2, -1);
  });

  test("says which share of the stage before came so far", () => {
    expect(drawFunnelTable(ALERTS)).toContain(
      '<tr><th scope="row">Taken</th><td>4</td><td>50 %</td></tr>',
    );
  });

  test("says no share where nothing came before", () => {
    const none = { ...ALERTS, stages: ALERTS.stages.map((stage) => ({ ...stage, count: 0 })) };

    expect(drawFunnel(none, "page")).not.toMatch(/NaN|%/);
  });
});
