import { describe, expect, test } from "vitest";
import { Driver, fire, MINUTE, programOf, read, set, UNVERIFIED, VERIFIED } from "./driver.ts";

const AUTO = { ...UNVERIFIED, undo: "auto" };

/** Two changes were made, and a third step is about to fail. */
function changedTwice(first: object, second: object): Driver {
  const program = programOf([set("first", first), set("second", second), read("third")]);
  return new Driver(program).succeed("first", 3).succeed("second", 4);
}

describe("after a failure", () => {
  test("changes are taken back, the last one first, and only then a person is paged", () => {
    const run = changedTwice(AUTO, AUTO).fail("third");
    expect(run.performs().at(-1)).toMatchObject({
      step: "second",
      phase: "undo",
      undoes: { value: 4 },
    });
    expect(run.of("escalate")).toEqual([]);

    run.succeed("second");
    expect(run.performs().at(-1)).toMatchObject({
      step: "first",
      phase: "undo",
      undoes: { value: 3 },
    });

    run.succeed("first");
    expect(run.outcome).toBe("escalated");
    expect(run.run.changes.map(({ undo }) => undo.is)).toEqual(["undone", "undone"]);
  });

  test("a change whose undo is only offered stays", () => {
    const run = changedTwice(AUTO, UNVERIFIED).fail("third").succeed("first");

    expect(run.outcome).toBe("escalated");
    expect(run.run.changes.map(({ undo }) => undo.is)).toEqual(["undone", "not_asked"]);
  });

  test("an undo step is used where the playbook names one", () => {
    const undo = {
      kind: "test.set",
      with: { target: "one", to: "${{ steps.look.outputs.value }}" },
    };
    const program = programOf([read("look"), fire("one", { ...UNVERIFIED, undo }), read("last")]);
    const run = new Driver(program).succeed("look", 9).succeed("one").fail("last");

    expect(run.performs().at(-1)).toMatchObject({
      step: "one",
      phase: "undo",
      kind: "test.set",
      with: { target: "one", to: 9 },
    });
  });

  test("a failed undo stops the others and says what remains", () => {
    const run = changedTwice(AUTO, AUTO).fail("third").fail("second");

    expect(run.performs("first").map(({ phase }) => phase)).toEqual(["run"]);
    expect(run.ending.outcome).toBe("escalated");
    expect(run.ending.reason).toContain("Not taken back: first, second");
  });

  test("an undo is tried again when it failed for the moment", () => {
    const run = changedTwice(UNVERIFIED, AUTO).fail("third").fail("second", "later");
    expect(run.outcome).toBeUndefined();

    run.pass(MINUTE).succeed("second");
    expect(run.run.changes.at(-1)?.undo.is).toBe("undone");
  });

  test("an undo that does not answer is tried again as well", () => {
    const run = changedTwice(UNVERIFIED, AUTO).fail("third").pass(MINUTE);
    expect(run.latest).toContainEqual(expect.objectContaining({ is: "abort", phase: "undo" }));

    run.pass(MINUTE);
    expect(run.lastPerform("second")).toMatchObject({ phase: "undo", attempt: 2 });
  });
});

describe("a change that did not help", () => {
  const failing = { verify: { ...VERIFIED.verify, within: "1s" }, undo: "auto" };

  /** The look before said 1, and so do both looks after. */
  function failCheck(run: Driver, step: string): Driver {
    run.succeed(step, 1).succeed(step, 7).succeed(step, 1).pass(1_000);
    return run.succeed(step, 1);
  }

  test("is taken back before anything else happens", () => {
    const run = failCheck(new Driver(programOf([set("one", failing)])), "one");
    expect(run.lastPerform("one")).toMatchObject({ phase: "undo", undoes: { value: 7 } });

    expect(run.succeed("one").outcome).toBe("escalated");
  });

  test("is taken back before the run goes on without it", () => {
    const program = programOf([set("one", { ...failing, on_failure: "continue" }), read("two")]);
    const run = failCheck(new Driver(program), "one");
    expect(run.statusOf("two")).toBe("waiting");

    run.succeed("one");
    expect(run.statusOf("two")).toBe("running");
  });

  test("ends the run when it cannot be taken back, whatever on_failure says", () => {
    const program = programOf([set("one", { ...failing, on_failure: "continue" }), read("two")]);
    const run = failCheck(new Driver(program), "one").fail("one");

    expect(run.performs("two")).toEqual([]);
    expect(run.outcome).toBe("escalated");
  });
});
