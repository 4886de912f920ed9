import { describe, expect, test } from "vitest";
import { cleanHistory } from "../example-history.ts";
import type { Arrival } from "../../oracle/arrival.ts";
import { neverBeside } from "./never-beside.ts";

describe("effects on one target", () => {
  test("may follow each other at once", () => {
    expect(judge([0, 10], [10, 20], [20, 30])).toEqual([]);
    expect(judge([10, 20], [0, 10])).toEqual([]);
  });

  test("must not overlap", () => {
    expect(judge([0, 10], [8, 20])).toEqual([
      'line 2 of the oracle: "page" of run r-1, attempt 1, on one began 2 ms before the end of line 1',
    ]);
  });

  test("must not overlap with a long one from before", () => {
    expect(judge([0, 100], [10, 20], [50, 60])).toHaveLength(2);
  });

  test("are found in whatever order they were logged", () => {
    expect(judge([8, 20], [0, 10])).toHaveLength(1);
  });
});

test("effects on two targets may overlap, and repeats change nothing", () => {
  const [one, other] = effects([0, 10], [5, 20]);
  if (one === undefined || other === undefined) throw new Error("two effects were made");

  const apart = { ...cleanHistory(), arrivals: [one, { ...other, target: "two" }] };
  const repeat = { ...cleanHistory(), arrivals: [one, { ...other, was: "repeated" as const }] };

  expect([...neverBeside(apart), ...neverBeside(repeat)]).toEqual([]);
});

type Times = readonly [started: number, ended: number];

function judge(...times: readonly Times[]): readonly string[] {
  return [...neverBeside({ ...cleanHistory(), arrivals: effects(...times) })];
}

function effects(...times: readonly Times[]): readonly Arrival[] {
  const [example] = cleanHistory().arrivals;
  if (example === undefined) throw new Error("the example has effects");
  return times.map(([started, ended], index) => ({
    ...example,
    number: index + 1,
    started,
    ended,
  }));
}
