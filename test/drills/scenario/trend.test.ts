import { describe, expect, test } from "vitest";
import type { Report } from "../../../src/drills/scenario/report.ts";
import { trendLines, trendsOf } from "../../../src/drills/scenario/trend.ts";

const reportAt = (day: number, change: Partial<Report> = {}): Report => ({
  format: 1,
  id: `2026110${day}-engine-down`,
  drill: "engine-down",
  summary: "No engine answers",
  fault: "engine-down",
  cause: "Every engine hangs.",
  began: `2026-11-0${day}T09:00:00.000Z`,
  control: false,
  passed: true,
  run: null,
  rehearsed: null,
  outcome: "resolved",
  scorecard: [],
  times: { detect: day * 1_000, decide: 0, act: 5_000, recover: null },
  ...change,
});

describe("the trend of a drill", () => {
  test("says each time, the oldest first, and no median of fewer than five", () => {
    const [trend] = trendsOf([
      reportAt(3, { passed: false }),
      reportAt(1),
      reportAt(2),
      reportAt(4),
    ]);

    expect(trend && trendLines(trend)).toEqual([
      "engine-down  passed 3 of 4, last at 2026-11-04T09:00:00.000Z",
      "  detect   1.0 s  2.0 s  3.0 s  4.0 s",
      "  decide   0.0 s  0.0 s  0.0 s  0.0 s",
      "  act      5.0 s  5.0 s  5.0 s  5.0 s",
    ]);
  });

  test("says the median with how many it is of and how far they lie apart", () => {
    const [trend] = trendsOf([1, 2, 3, 4, 9].map((day) => reportAt(day)));

    expect(trend && trendLines(trend)[1]).toBe(
      "  detect   1.0 s  2.0 s  3.0 s  4.0 s  9.0 s  median 3.0 s of 5, from 1.0 s to 9.0 s",
    );
  });

  test("of an even number is between the two in the middle", () => {
    const [trend] = trendsOf([1, 2, 3, 4, 8, 9].map((day) => reportAt(day)));

    expect(trend?.times[0]?.median).toBe(3_500);
  });

  test("stands by the name of its drill, and controls have none", () => {
    const trends = trendsOf([
      reportAt(1, { drill: "no-workers" }),
      reportAt(2),
      reportAt(3, { drill: "control-no-playbook", control: true }),
    ]);

    expect(trends.map(({ drill }) => drill)).toEqual(["engine-down", "no-workers"]);
  });
});
