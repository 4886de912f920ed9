import { describe, expect, test } from "vitest";
import { Driver, fire, programOf, read, set, UNVERIFIED, VERIFIED } from "./driver.ts";

describe("a sequence", () => {
  test("starts each step when the one before it is done", () => {
    const run = new Driver(programOf([read("one"), read("two")]));
    expect(run.performs().map(({ step }) => step)).toEqual(["one"]);

    run.succeed("one");
    expect(run.performs().map(({ step }) => step)).toEqual(["one", "two"]);

    run.succeed("two");
    expect(run.run.path).toEqual(["one", "two"]);
    expect(run.outcome).toBe("nothing_to_do");
  });

  test("skips a step whose condition is false, and counts it as done", () => {
    const run = new Driver(
      programOf([read("one"), read("two", { when: "steps.one.outputs.value > 3" }), read("three")]),
    );
    run.succeed("one", 3);

    expect(run.statusOf("two")).toBe("skipped");
    expect(run.performs().at(-1)?.step).toBe("three");
  });

  test("fills the holes of a step with what was found before", () => {
    const run = new Driver(
      programOf([
        read("one"),
        set("two", { with: { target: "one", to: "${{ steps.one.outputs.value }}" }, ...VERIFIED }),
      ]),
    );
    run.succeed("one", 7).succeed("two", 1);

    expect(run.lastPerform("two").with).toEqual({ target: "one", to: 7 });
  });

  test("refuses a filled value that the kind does not accept, before anything is sent", () => {
    const run = new Driver(
      programOf([
        read("one"),
        set("two", { with: { target: "one", to: "${{ steps.one.outputs.value }}" }, ...VERIFIED }),
      ]),
    );
    run.succeed("one", 500);

    expect(run.performs("two")).toEqual([]);
    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E122" } });
  });

  test("escalates when a condition has no value", () => {
    const run = new Driver(
      programOf([read("one"), read("two", { when: "10 / steps.one.outputs.value > 1" })]),
    );
    run.succeed("one", 0);

    expect(run.ending).toMatchObject({ outcome: "escalated", step: "two" });
    expect(run.of("escalate")).toMatchObject([{ to: "team-test" }]);
  });
});

describe("a parallel block", () => {
  test("starts its branches together and waits for all of them", () => {
    const run = new Driver(programOf([{ parallel: [read("one"), read("two")] }, read("three")]));
    expect(run.performs().map(({ step }) => step)).toEqual(["one", "two"]);

    run.succeed("two");
    expect(run.statusOf("three")).toBe("waiting");

    run.succeed("one");
    expect(run.statusOf("three")).toBe("running");
  });

  test("lets a branch wait for the sibling it needs", () => {
    const run = new Driver(
      programOf([{ parallel: [read("two", { needs: ["one"] }), read("one")] }]),
    );
    expect(run.performs().map(({ step }) => step)).toEqual(["one"]);

    run.succeed("one");
    expect(run.performs().map(({ step }) => step)).toEqual(["one", "two"]);
  });

  test("leaves out a branch whose need failed, and those that need it in turn", () => {
    const run = new Driver(
      programOf([
        {
          parallel: [
            read("one", { on_failure: "continue" }),
            read("two", { needs: ["one"] }),
            read("three", { needs: ["two"] }),
          ],
        },
      ]),
    );
    run.fail("one");

    expect(run.run.path).toEqual(["one"]);
    expect(run.run.steps).toMatchObject({
      two: { is: "skipped", because: "need_failed" },
      three: { is: "skipped", because: "need_failed" },
    });
  });

  test("starts a branch whose need was skipped by its own condition", () => {
    const run = new Driver(
      programOf([{ parallel: [read("one", { when: "false" }), read("two", { needs: ["one"] })] }]),
    );

    expect(run.statusOf("two")).toBe("running");
  });

  test("gives up the reads of the other branches when one fails, but waits for a change on its way", () => {
    const run = new Driver(
      programOf([{ parallel: [read("one"), read("two"), fire("three", UNVERIFIED)] }]),
    );
    run.fail("one");

    expect(run.latest).toContainEqual({
      is: "abort",
      step: "two",
      item: 0,
      phase: "run",
      attempt: 1,
    });
    expect(run.outcome).toBeUndefined();

    run.succeed("three");
    expect(run.outcome).toBe("escalated");
    expect(run.run.changes).toMatchObject([{ step: "three" }]);
  });
});
