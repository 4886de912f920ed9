import { describe, expect, test } from "vitest";
import type { Tenure } from "../../replica/order.ts";
import { cleanHistory } from "../example-history.ts";
import { leftAlone } from "./left-alone.ts";

describe("a run", () => {
  test("may be claimed three times without getting on, and again once it has got on", () => {
    expect(judged([1, 1, 1, 2, 2, 2])).toEqual([]);
  });

  test("must not be claimed a fourth time without getting on", () => {
    expect(judged([1, 2, 2, 2, 2])).toEqual(["run r-1 was claimed 4 times at event 2"]);
  });

  test("may be claimed again when somebody has given it back", () => {
    const back = { ...claim(1, 2), is: "gave_back" } as const;

    expect(judgedAll([claim(1, 1), claim(1, 2), back, claim(1, 3), claim(1, 4)])).toEqual([]);
  });
});

function judged(seqs: readonly number[]): readonly string[] {
  return judgedAll(seqs.map((seq, index) => claim(seq, index + 1)));
}

function claim(seq: number, epoch: number): Tenure {
  return { is: "claimed", run: "r-1", replica: `replica-${epoch}`, epoch, seq };
}

function judgedAll(tenures: readonly Tenure[]): readonly string[] {
  return [...leftAlone({ ...cleanHistory(), tenures })];
}
