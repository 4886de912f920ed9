import { describe, expect, test } from "vitest";
import { Driver, programOf, read, set, UNVERIFIED, VERIFIED } from "../driver.ts";

describe("on_failure", () => {
  test("escalates by default, to the owner of the playbook", () => {
    const run = new Driver(programOf([read("one")])).fail("one");

    expect(run.ending).toMatchObject({
      outcome: "escalated",
      step: "one",
      reason: '"one" failed: it said no',
    });
    expect(run.of("escalate")).toEqual([
      { is: "escalate", to: "team-test", reason: '"one" failed: it said no' },
    ]);
  });

  test("goes on when it may, and later steps see the error", () => {
    const run = new Driver(
      programOf([
        read("one", { on_failure: "continue" }),
        read("two", { when: 'steps.one.status == "failed"' }),
      ]),
    ).fail("one");

    expect(run.statusOf("two")).toBe("running");
  });

  test("runs its list of steps, and then the step counts as caught", () => {
    const run = new Driver(
      programOf([read("one", { on_failure: [read("help"), read("more")] }), read("two")]),
    ).fail("one");
    expect(run.statusOf("help")).toBe("running");
    expect(run.statusOf("two")).toBe("waiting");

    run.succeed("help").succeed("more");
    expect(run.statusOf("one")).toBe("failed");
    expect(run.statusOf("two")).toBe("running");
  });

  test("escalates when a step of its list fails", () => {
    const run = new Driver(programOf([read("one", { on_failure: [read("help")] })]));
    run.fail("one").fail("help");

    expect(run.ending).toMatchObject({ outcome: "escalated", step: "help" });
    expect(run.statusOf("one")).toBe("failed");
  });

  test("never runs its list when the step worked", () => {
    const run = new Driver(programOf([read("one", { on_failure: [read("help")] })])).succeed("one");

    expect(run.performs("help")).toEqual([]);
    expect(run.outcome).toBe("nothing_to_do");
  });
});

describe("then: end", () => {
  test("ends the run once the step is done", () => {
    const run = new Driver(programOf([set("one", { ...VERIFIED, then: "end" }), read("two")]));
    run.succeed("one", 1).succeed("one").succeed("one", 2);

    expect(run.outcome).toBe("resolved");
    expect(run.performs("two")).toEqual([]);
  });

  test("lets the run go on when the step was skipped", () => {
    const skipped = set("one", { ...UNVERIFIED, when: "1 > 2", then: "end" });
    const run = new Driver(programOf([skipped, read("two")]));

    expect(run.statusOf("two")).toBe("running");
  });
});
