import { describe, expect, test } from "vitest";
import { Driver, MINUTE, programOf, SECOND, set, VERIFIED } from "../driver.ts";

/** Done, and about to be checked for the first time. */
function changed(verify: object = {}, more: object = {}): Driver {
  const step = set("one", { verify: { ...VERIFIED.verify, ...verify }, ...more });
  return new Driver(programOf([step])).succeed("one", 1).succeed("one");
}

describe("a verified change", () => {
  test("is looked at before, made, and looked at again", () => {
    const run = changed();
    expect(run.performs().map(({ phase }) => phase)).toEqual(["before", "run", "after"]);

    run.succeed("one", 2);
    expect(run.outcome).toBe("resolved");
  });

  test("is not made when the look before fails", () => {
    const run = new Driver(programOf([set("one", VERIFIED)])).fail("one");

    expect(run.performs().map(({ phase }) => phase)).toEqual(["before"]);
    expect(run.run.firstChangeAt).toBeNull();
    expect(run.outcome).toBe("escalated");
  });

  test("is looked at again and again until it helped", () => {
    const run = changed().succeed("one", 1);
    expect(run.wakeAt).toBe(10 * SECOND);

    run.pass(10 * SECOND);
    expect(run.lastPerform("one")).toMatchObject({ phase: "after", attempt: 2 });
    expect(run.succeed("one", 2).outcome).toBe("resolved");
  });

  test("fails when it did not help in time", () => {
    const run = changed();
    for (let look = 0; look < 6; look++) run.succeed("one", 1).pass(10 * SECOND);
    expect(run.outcome).toBeUndefined();

    run.succeed("one", 1);
    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E304" } });
    expect(run.now).toBe(MINUTE);
  });

  test("survives a look that fails", () => {
    const run = changed()
      .fail("one")
      .pass(10 * SECOND)
      .succeed("one", 2);

    expect(run.outcome).toBe("resolved");
  });

  test("must hold as long as it says", () => {
    const run = changed({ hold: "15s" }).succeed("one", 2);
    expect(run.outcome).toBeUndefined();

    run.pass(10 * SECOND).succeed("one", 2);
    expect(run.outcome).toBeUndefined();

    run.pass(5 * SECOND).succeed("one", 2);
    expect(run.outcome).toBe("resolved");
  });

  test("starts to hold anew when it slipped in between", () => {
    const run = changed({ hold: "15s" })
      .succeed("one", 2)
      .pass(10 * SECOND)
      .succeed("one", 1);
    run
      .pass(10 * SECOND)
      .succeed("one", 2)
      .pass(10 * SECOND)
      .succeed("one", 2);
    expect(run.outcome).toBeUndefined();

    run.pass(5 * SECOND).succeed("one", 2);
    expect(run.outcome).toBe("resolved");
  });

  test("starts to hold anew after a look that failed", () => {
    const run = changed({ hold: "15s" })
      .succeed("one", 2)
      .pass(10 * SECOND)
      .fail("one");
    run.pass(10 * SECOND).succeed("one", 2);
    expect(run.outcome).toBeUndefined();
  });

  test("fails at once when the check has no value", () => {
    const run = changed({ that: "1 / after.value > 0" }).succeed("one", 0);

    expect(run.outcome).toBe("escalated");
  });

  test("does not rest on a result of another form than promised", () => {
    const run = changed().perform("one", { is: "succeeded", output: { worth: 2 } });

    expect(run.outcome).toBeUndefined();
  });
});

describe("the result of a change", () => {
  test("is on record even when its form is not the promised one", () => {
    const run = new Driver(programOf([set("one", VERIFIED)])).succeed("one", 1);
    run.perform("one", { is: "succeeded", output: { worth: 1 } });

    expect(run.run.changes).toMatchObject([{ step: "one" }]);
    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E305" } });
  });
});
