import { describe, expect, test } from "vitest";
import { summarise } from "../../../../src/intake/api/desk/step-statistics.ts";

describe("the figures of a step", () => {
  test("are its average, the time that 19 of 20 keep to, and the slowest with its run", () => {
    const taken = Array.from({ length: 20 }, (_, index) => took(index + 1));

    expect(summarise(taken)).toEqual({
      playbook: "quick",
      step: "fine",
      kind: "stop",
      times: 20,
      average_ms: 11,
      p95_ms: 19,
      slowest_ms: 20,
      slowest_run: "run-20",
    });
  });

  test("of one time are that time", () => {
    expect(summarise([took(7)])).toMatchObject({ average_ms: 7, p95_ms: 7, slowest_ms: 7 });
  });
});

function took(ms: number) {
  return { run: `run-${ms}`, playbook: "quick", step: "fine", kind: "stop", ms };
}
