import { expect, test } from "vitest";
import { isGood, type Report, reportLines } from "../../../src/drills/scenario/report.ts";
import { reportPage } from "../../../src/drills/scenario/report-page.ts";

const REPORT: Report = {
  format: 1,
  id: "20261121T173106407Z-engine-down",
  drill: "engine-down",
  summary: "No engine takes a request.",
  fault: "engine-down",
  cause: "Every engine hangs.",
  began: "2026-11-21T17:31:06.407Z",
  control: false,
  passed: true,
  rehearsed: null,
  run: null,
  outcome: "resolved",
  scorecard: [{ of: "act", passed: true, says: "12.3 s of at most 30 s" }],
  times: { detect: 1, decide: 2, act: 3, recover: 4 },
};

test.each([
  [true, false, true, "passed"],
  [false, false, false, "failed"],
  [false, true, true, "failed, as this control must"],
  [true, true, false, "passed, and must not: this drill proves nothing"],
])("a drill that passed: %s, and is a control: %s, is good: %s", (passed, control, good, says) => {
  const report = { ...REPORT, passed, control };

  expect(isGood(report)).toBe(good);
  expect(reportLines(report)[0]).toBe(`DRILL engine-down: ${says}`);
});

test("its page says what was broken, when, and how it went", () => {
  const page = reportPage(REPORT);

  expect(page).toMatch(/^# DRILL engine-down: passed\n/);
  expect(page).toContain(
    "broken at 2026-11-21T17:31:06.407Z by `engine-down`: Every engine hangs.",
  );
  expect(page).toContain("| act | passed | 12.3 s of at most 30 s |");
});
