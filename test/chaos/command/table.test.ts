import { describe, expect, test } from "vitest";
import type { Judged } from "../experiments/experiment.ts";
import { type Finding, holds, linesOn, tableOf } from "./table.ts";

const JUDGED: Judged = {
  tries: 300,
  faults: 300,
  effects: 1_000,
  succeeded: 871,
  violations: [],
  times: [],
};

describe("the table of findings", () => {
  test("says of each experiment what was tried, what held, and what that is worth", () => {
    const times = Array.from({ length: 100 }, (_, index) => (index + 1) * 100);

    expect(tableOf([found("race", {}), found("takeover", { tries: 50, faults: 50, times })])).toBe(
      [
        "experiment  N    faults  succeeded  invariants  bound 3/N  seed  times",
        "race        300  300     87 %       all hold    1.00 %     7",
        "takeover    50   50      87 %       all hold    6.00 %     7     100: p50 5.0 s, p99 9.9 s",
      ].join("\n"),
    );
  });

  test("gives no bound when a promise was broken, or nothing was proved", () => {
    const violations = [{ invariant: "I15 no replica ends by itself", what: "it did" } as const];
    const broken = found("race", { violations });
    const idle = found("race", { faults: 0 });

    expect(tableOf([broken])).toContain("1 broken    -");
    expect(tableOf([idle])).toContain("proves nothing: no fault fired");
    expect([found("race", {}), broken, idle].map(holds)).toEqual([true, false, false]);
  });

  test("names every broken build that nobody noticed", () => {
    expect(linesOn(undefined)).toEqual([]);
    expect(linesOn({ caught: ["one", "two"], wrong: ["three"] })).toEqual([
      "broken builds: caught 2/3",
      "  not: three",
    ]);
  });
});

function found(experiment: string, more: Partial<Judged>): Finding {
  return { experiment, seed: 7, judged: { ...JUDGED, ...more } };
}
