import { describe, expect, test } from "vitest";
import { Scenario } from "../../../src/drills/scenario/scenario.ts";
import { type Observed, score } from "../../../src/drills/scenario/score.ts";

const SCENARIO = Scenario.parse({
  format: 1,
  summary: "A worker is gone",
  fault: "lock-not-released",
  begins: { params: { workflow: "workflow_id" } },
  expect: {
    playbook: "parallel-deadlock",
    outcome: "resolved",
    runs: ["clear"],
    leaves: ["cancel"],
  },
  targets: { detect: 10, decide: 10, act: 30, recover: 60 },
});

const GOOD: Observed = {
  answered: { playbook: "parallel-deadlock" },
  outcome: "resolved",
  ran: ["trace", "clear"],
  isMended: true,
  times: { detect: 500, decide: 10_000, act: 12_340, recover: 20_000 },
  killed: { is: "unwanted" },
};

describe("a scorecard", () => {
  test("passes where everything was as it should be, to the second", () => {
    const lines = score(SCENARIO, GOOD);

    expect(lines.every(({ passed }) => passed)).toBe(true);
    expect(lines.map(({ of, says }) => `${of}: ${says}`)).toEqual([
      "playbook: parallel-deadlock",
      "branch: clear ran",
      "branch: cancel was left alone",
      "outcome: resolved",
      "mended: the system works again",
      "detect: 0.5 s of at most 10 s",
      "decide: 10.0 s of at most 10 s",
      "act: 12.3 s of at most 30 s",
      "recover: 20.0 s of at most 60 s",
    ]);
  });

  test.each<[string, Partial<Observed>, readonly string[]]>([
    [
      "another playbook",
      { answered: { playbook: "restart-all" } },
      ["playbook: restart-all, and not parallel-deadlock"],
    ],
    ["no playbook", { answered: { none: "Nobody." } }, ["playbook: none. Nobody."]],
    ["the wrong branch", { ran: ["cancel"] }, ["branch: clear did not run", "branch: cancel ran"]],
    ["another end", { outcome: "escalated" }, ["outcome: escalated, and not resolved"]],
    ["no end", { outcome: null }, ["outcome: none, and not resolved"]],
    ["a system that is still broken", { isMended: false }, ["mended: it is still broken"]],
    [
      "too much time",
      { times: { ...GOOD.times, act: 30_100, recover: null } },
      ["act: 30.1 s of at most 30 s", "recover: never; at most 60 s"],
    ],
    [
      "a server that nobody killed although it was to be",
      { killed: { is: "never" } },
      ["killed: never; its moment did not come"],
    ],
  ])("fails for %s, and says so", (_what, change, says) => {
    const failed = score(SCENARIO, { ...GOOD, ...change }).filter(({ passed }) => !passed);

    expect(failed.map((line) => `${line.of}: ${line.says}`)).toEqual(says);
  });

  test("says when its server was killed, and gives as much more time as it was away", () => {
    const killed = { is: "killed", at: "asked", awayMs: 2_440 } as const;
    const scored = (act: number) =>
      score(SCENARIO, { ...GOOD, killed, times: { ...GOOD.times, act } });

    expect(scored(12_340).at(-1)).toEqual({
      of: "killed",
      passed: true,
      says: "while it asked, and back in 2.4 s",
    });
    expect(scored(32_400).find(({ of }) => of === "act")).toEqual({
      of: "act",
      passed: true,
      says: "32.4 s of at most 30 s and 2.4 s without a server",
    });
    expect(scored(32_500).find(({ of }) => of === "act")).toMatchObject({ passed: false });
  });

  test("asks for no mended system where none is to be had", () => {
    const targets = { detect: 10, decide: 10, act: 30 };
    const seen = { ...GOOD, isMended: false, times: { ...GOOD.times, recover: null } };

    expect(score({ ...SCENARIO, targets }, seen).every(({ passed }) => passed)).toBe(true);
  });
});
