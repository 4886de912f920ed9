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
});

function judged(seqs: readonly number[]): readonly string[] {
  const tenures = seqs.map((seq, index): Tenure => ({
    is: "claimed",
    run: "r-1",
    replica: `replica-${index}`,
    epoch: index + 1,
    seq,
  }));
  return [...leftAlone({ ...cleanHistory(), tenures })];
}
