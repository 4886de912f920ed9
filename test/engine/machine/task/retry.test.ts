import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backoff, DEFAULT_RETRY, mayRetry } from "../../../../src/engine/machine/task/retry.ts";
import { Retry } from "../../../../src/playbook/format/step.ts";
import { Driver, failure, fire, MINUTE, programOf, read, SECOND, UNVERIFIED } from "../driver.ts";

describe("a failed attempt", () => {
  test("is tried again later, with the same key and the next number", () => {
    const run = new Driver(
      programOf([read("one", { retry: { max: 2, backoff: "4s", jitter: "none" } })]),
    );
    run.fail("one", "later");
    expect(run.performs()).toHaveLength(1);
    expect(run.wakeAt).toBe(4 * SECOND);

    run.pass(4 * SECOND);
    const [first, second] = run.performs();
    expect(second).toMatchObject({ attempt: 2, key: first?.key });
  });

  test("waits longer each time, up to the longest wait", () => {
    const policy = Retry.parse({ max: 5, backoff: "4s", max_backoff: "10s", jitter: "none" });

    expect([1, 2, 3].map((attempt) => backoff(policy, attempt, 1))).toEqual([4_000, 8_000, 10_000]);
  });

  test("waits a part of that, drawn by chance, with full jitter", () => {
    expect(backoff(DEFAULT_RETRY, 1, 0.5)).toBe(250);
  });

  test("fails the step when no more tries are left", () => {
    const run = new Driver(programOf([read("one", { retry: { max: 1 } })]));
    run.fail("one", "later").pass(MINUTE).fail("one", "later");

    expect(run.ending).toMatchObject({ outcome: "escalated", step: "one" });
  });

  test("is not tried again when the failure is for good", () => {
    const run = new Driver(programOf([read("one")]));
    run.fail("one", "never");

    expect(run.outcome).toBe("escalated");
  });

  test("is tried again when the playbook asks for it, whatever the failure says", () => {
    const run = new Driver(
      programOf([read("one", { retry: { max: 1, on: 'error.code == "E602"' } })]),
    );
    run.fail("one", "never");

    expect(run.outcome).toBeUndefined();
  });

  test("is not tried again when the playbook excludes it", () => {
    const run = new Driver(
      programOf([read("one", { retry: { max: 1, on: 'error.code == "E601"' } })]),
    );
    run.fail("one", "later");

    expect(run.outcome).toBe("escalated");
  });

  test("counts as failed when no answer came in time, and whoever works on it is told", () => {
    const run = new Driver(programOf([read("one", { timeout: "5s" })]));
    run.pass(5 * SECOND);

    expect(run.latest).toContainEqual({
      is: "abort",
      step: "one",
      item: 0,
      phase: "run",
      attempt: 1,
    });
    run.pass(MINUTE);
    expect(run.lastPerform("one").attempt).toBe(2);
  });
});

describe("a once step", () => {
  test("is tried again when it provably never left", () => {
    const run = new Driver(programOf([fire("one", UNVERIFIED)]));
    run.fail("one", "never_left").pass(MINUTE);

    expect(run.lastPerform("one").attempt).toBe(2);
  });

  test("is not tried again for any other failure", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("never", "later"),
        fc.constantFrom(true, false, undefined),
        fc.integer({ min: 1, max: 20 }),
        (retry, wanted, attempt) =>
          !mayRetry("once", DEFAULT_RETRY, failure(retry), attempt, wanted),
      ),
    );
  });
});
