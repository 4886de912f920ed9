import { describe, expect, test } from "vitest";
import { momentAxis, valueAxis } from "../../src/chart/axis.ts";

const START = Date.UTC(2026, 10, 21, 3, 0);

describe("the axis of values", () => {
  test.each([
    [
      [3, 14],
      ["0", "5", "10", "15"],
    ],
    [
      [0, 1],
      ["0", "0.5", "1"],
    ],
    [
      [0.1, 0.3],
      ["0", "0.1", "0.2", "0.3"],
    ],
    [
      [-4, 4],
      ["-4", "-2", "0", "2", "4"],
    ],
    [[14_000], ["0", "5k", "10k", "15k"]],
    [[2_500_000], ["0", "1M", "2M", "3M"]],
    [[], ["0", "0.5", "1"]],
    [[0], ["0", "0.5", "1"]],
  ])("of %j has the round labels %j", (values, labels) => {
    const { ticks } = valueAxis(values, 100, 0);

    expect(ticks.map(({ label }) => label)).toEqual(labels);
  });

  test("begins at nothing, so that no small change looks like a large one", () => {
    const axis = valueAxis([99, 100], 100, 0);

    expect(axis.placeOf(0)).toBe(100);
    expect(axis.placeOf(99)).toBeLessThan(10);
  });
});

describe("the axis of time", () => {
  test.each([
    [
      "seconds",
      12_000,
      ["03:00:00", "03:00:02", "03:00:04", "03:00:06", "03:00:08", "03:00:10", "03:00:12"],
    ],
    ["an hour", 3_600_000, ["03:00", "03:10", "03:20", "03:30", "03:40", "03:50", "04:00"]],
    ["days", 4 * 86_400_000, ["11-22", "11-23", "11-24", "11-25"]],
    ["a month", 30 * 86_400_000, ["11-23", "11-28", "12-03", "12-08", "12-13", "12-18"]],
  ])("has round labels for %s", (_, length, labels) => {
    const { ticks } = momentAxis([START, START + length], 0, 100);

    expect(ticks.map(({ label }) => label)).toEqual(labels);
  });

  test("has a place for a single moment, and needs none", () => {
    expect(momentAxis([START], 0, 100).placeOf(START)).toBe(0);
    expect(momentAxis([], 0, 100).ticks).toEqual([]);
  });
});
