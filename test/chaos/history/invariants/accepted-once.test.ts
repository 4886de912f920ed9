import { describe, expect, test } from "vitest";
import { cleanHistory } from "../example-history.ts";
import type { Accepted, Decision } from "../history.ts";
import { acceptedOnce } from "./accepted-once.ts";

describe("what was accepted", () => {
  test("may be accepted again, as the same run or on record as doubled", () => {
    const doubled: Decision = { is: "no_run", because: "an open run has it" };

    expect(judge(becoming(run("r-1")), becoming(run("r-1")), becoming(doubled))).toEqual([]);
  });

  test("is lost when nothing on record came of it", () => {
    expect(judge(becoming())).toEqual(["alert-1 was accepted, and nothing became of it"]);
  });

  test("is lost when its run does not exist", () => {
    expect(judge(becoming(run("r-9")))).toEqual(["alert-1 became run r-9, which does not exist"]);
  });

  test("is doubled when it became two runs", () => {
    const { runs } = cleanHistory();
    const second = runs.map((one) => ({ ...one, record: { ...one.record, id: "r-2" } }));
    const accepted = [becoming(run("r-1")), becoming(run("r-2"))];

    const violations = acceptedOnce({ ...cleanHistory(), accepted, runs: [...runs, ...second] });

    expect([...violations]).toEqual(["alert-1 became 2 runs: r-1, r-2"]);
  });
});

function judge(...accepted: readonly Accepted[]): readonly string[] {
  return [...acceptedOnce({ ...cleanHistory(), accepted })];
}

function becoming(...decisions: readonly Decision[]): Accepted {
  return { occurrence: "alert-1", decisions };
}

function run(id: string): Decision {
  return { is: "run", run: id };
}
