import { describe, expect, test } from "vitest";
import type { Tenure } from "../../replica/order.ts";
import { cleanHistory } from "../example-history.ts";
import { oneHolder } from "./one-holder.ts";

const claimed = (replica: string, epoch: number, seq: number): Tenure => ({
  is: "claimed",
  run: "r-1",
  replica,
  epoch,
  seq,
});
const wrote = (replica: string, epoch: number, seq: number): Tenure => ({
  ...claimed(replica, epoch, seq),
  is: "wrote",
});

describe("a run", () => {
  test("may go from one replica to the next", () => {
    expect(
      judged(claimed("a", 1, 1), wrote("a", 1, 2), claimed("b", 2, 2), wrote("b", 2, 3)),
    ).toEqual([]);
  });

  test("may have been moved on by a replica of whose claim nobody heard", () => {
    expect(judged(wrote("a", 1, 2), wrote("b", 2, 3))).toEqual([]);
  });

  test("must not be moved on by a replica that has lost it", () => {
    expect(judged(claimed("a", 1, 1), claimed("b", 2, 1), wrote("a", 1, 2))).toEqual([
      "a moved run r-1 on to event 2 under claim 1, after claim 2 of b at event 1",
    ]);
  });

  test("must not be claimed by two at once", () => {
    expect(judged(claimed("a", 1, 1), claimed("b", 1, 1))).toEqual([
      "claim 1 of run r-1 was given to a and b",
    ]);
  });
});

function judged(...tenures: readonly Tenure[]): readonly string[] {
  return [...oneHolder({ ...cleanHistory(), tenures })];
}
