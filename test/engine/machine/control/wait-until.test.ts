import { describe, expect, test } from "vitest";
import { Driver, MINUTE, programOf, read, SECOND } from "../driver.ts";

describe("wait_until", () => {
  function waiting(): Driver {
    const poll = { kind: "test.read", with: { target: "one" }, that: "now.value == 0" };
    return new Driver(
      programOf([
        { id: "one", kind: "wait_until", with: { ...poll, every: "10s", within: "1m" } },
        read("met", { when: "steps.one.outputs.met" }),
        read("late", { when: "!steps.one.outputs.met" }),
      ]),
    );
  }

  test("asks again and again until the condition holds", () => {
    const run = waiting()
      .succeed("one", 3)
      .pass(10 * SECOND)
      .succeed("one", 0);

    expect(run.performs("one").map(({ phase, attempt }) => [phase, attempt])).toEqual([
      ["poll", 1],
      ["poll", 2],
    ]);
    expect(run.statusOf("met")).toBe("running");
  });

  test("gives an answer, not a failure, when the condition stays false", () => {
    const run = waiting();
    for (let look = 0; look < 6; look++) run.succeed("one", 3).pass(10 * SECOND);
    run.succeed("one", 3);

    expect(run.now).toBe(MINUTE);
    expect(run.statusOf("late")).toBe("running");
  });

  test("fails when not one read worked", () => {
    const run = waiting();
    for (let look = 0; look < 6; look++) run.fail("one").pass(10 * SECOND);

    expect(run.fail("one").outcome).toBe("escalated");
  });
});
