import { describe, expect, test } from "vitest";
import { NOTHING_READ, readOn } from "../../../src/engine/charts/readings.ts";
import { type Did, courseUpTo, entriesOf, readingsOf } from "./written.ts";

const LIFE: readonly Did[] = [
  { at: 1, step: "look", phase: "run", output: courseUpTo(1_000, 3) },
  { at: 2, step: "scale", phase: "plan", output: { before: {}, after: {}, sentence: "" } },
  { at: 3, step: "scale", phase: "before", output: { value: 8 }, intends: "idempotent" },
  { at: 4, step: "scale", phase: "run", output: { replicas: 12 } },
  { at: 5, step: "scale", phase: "after" },
  { at: 6, step: "scale", phase: "after", output: { value: 2 } },
];

describe("the record of a run", () => {
  test("holds what its steps and checks have read, and not what was planned or failed", () => {
    const { readings } = readingsOf(LIFE);

    expect(readings.map(({ step, isCheck, isCourse }) => [step, isCheck, isCourse])).toEqual([
      ["look", false, true],
      ["scale", true, false],
      ["scale", false, false],
      ["scale", true, false],
    ]);
  });

  test("marks when something was changed, and not when something was read", () => {
    expect(readingsOf(LIFE).marks).toEqual([{ at: 4, label: "scale" }]);
    expect(
      readingsOf([
        { at: 1, step: "look", phase: "plan", output: {}, intends: "read" },
        { at: 2, step: "look", phase: "run", output: { value: 1 } },
      ]).marks,
    ).toEqual([]);
  });

  test("says the same whether it is read at once or as it grows", () => {
    const entries = entriesOf(LIFE);

    for (let cut = 0; cut <= entries.length; cut++) {
      const before = readOn(NOTHING_READ, entries.slice(0, cut));
      expect(readOn(before, entries.slice(cut))).toEqual(readOn(NOTHING_READ, entries));
    }
  });

  test("is read also where another version has written more or less", () => {
    const body = JSON.stringify({ event: { is: "of_another_version", step: 7 }, more: true });

    expect(readOn(NOTHING_READ, [{ seq: 1, at: 1, body }]).readings).toEqual([]);
  });
});
