import { describe, expect, test } from "vitest";
import { Driver, MINUTE, programOf, read, set, UNVERIFIED, VERIFIED } from "./driver.ts";

const CHECKED = { ...VERIFIED, on_failure: "continue" };

function pass(run: Driver, step: string): Driver {
  return run.succeed(step, 1).succeed(step).succeed(step, 2);
}

function failCheck(run: Driver, step: string): Driver {
  return run
    .succeed(step, 1)
    .succeed(step)
    .succeed(step, 1)
    .pass(2 * MINUTE)
    .succeed(step, 1);
}

describe("at its last step a run", () => {
  test("is resolved when a check has passed", () => {
    expect(pass(new Driver(programOf([set("one", VERIFIED)])), "one").outcome).toBe("resolved");
  });

  test("had nothing to do when no change was ever sent out", () => {
    expect(new Driver(programOf([read("one")])).succeed("one").outcome).toBe("nothing_to_do");
  });

  test("escalates when something was changed and nothing checked", () => {
    const run = new Driver(programOf([set("one", UNVERIFIED)])).succeed("one");

    expect(run.ending).toMatchObject({
      outcome: "escalated",
      reason: "Changed one, and no check has shown that this helped",
      escalateTo: "team-test",
    });
  });

  test("escalates when the only change failed and the run went on", () => {
    const run = new Driver(programOf([set("one", { ...UNVERIFIED, on_failure: "continue" })]));

    expect(run.fail("one").ending).toMatchObject({
      outcome: "escalated",
      reason: "No change was left in place, and no check has shown that this helped",
    });
  });

  test("is not resolved by one check while a change stays whose own check failed", () => {
    const run = new Driver(programOf([set("one", CHECKED), set("two", CHECKED)]));
    failCheck(run, "one");

    expect(pass(run, "two").outcome).toBe("escalated");
  });

  test("is resolved when what did not help was taken back and the next change did", () => {
    const first = set("one", { ...CHECKED, undo: "auto" });
    const run = new Driver(programOf([first, set("two", CHECKED)]));
    failCheck(run, "one").succeed("one");

    expect(pass(run, "two").outcome).toBe("resolved");
  });

  test("is resolved when the failed check was caught by a change that was checked", () => {
    const run = new Driver(
      programOf([set("one", { ...VERIFIED, on_failure: [set("two", CHECKED)] })]),
    );
    failCheck(run, "one");

    expect(pass(run, "two").outcome).toBe("resolved");
  });
});

describe("outputs", () => {
  test("are made from the steps, and are null where a step did not run", () => {
    const run = new Driver(
      programOf([read("one"), read("two", { when: "1 > 2" })], {
        outputs: {
          found: "${{ steps.one.outputs.value }}",
          missed: "${{ steps.two.outputs.value }}",
          text: "value ${{ steps.one.outputs.value }}",
          fixed: true,
        },
      }),
    ).succeed("one", 4);

    expect(run.outputs).toEqual({ found: 4, missed: null, text: "value 4", fixed: true });
  });
});
