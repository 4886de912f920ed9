import { describe, expect, test } from "vitest";
import { Driver, MINUTE, programOf, roll, UNVERIFIED, VERIFIED } from "../driver.ts";

describe("a change that takes its time", () => {
  test("is asked after once it was sent, and checked when it has arrived", () => {
    const run = new Driver(programOf([roll("one", VERIFIED)])).succeed("one", 1).succeed("one", 2);
    expect(run.lastPerform("one")).toMatchObject({
      phase: "arrival",
      kind: "test.roll",
      awaits: { value: 2 },
      until: MINUTE,
    });

    run.succeed("one", 3);
    expect(run.lastPerform("one")).toMatchObject({ phase: "after" });
    expect(run.succeed("one", 4).outcome).toBe("resolved");
  });

  test("has as long to arrive as one try may take", () => {
    const run = new Driver(programOf([roll("one", { timeout: "10m", ...UNVERIFIED })]));
    run.now = 2 * MINUTE;

    expect(run.succeed("one").lastPerform("one").until).toBe(12 * MINUTE);
    expect(run.pass(20 * MINUTE).outcome).toBeUndefined();
  });

  test("is on record from the moment it was sent, and then as it arrived", () => {
    const run = new Driver(programOf([roll("one", UNVERIFIED)])).succeed("one", 2);
    expect(run.run.changes).toMatchObject([{ step: "one", output: { value: 2 } }]);

    run.succeed("one", 3);
    expect(run.run.changes).toMatchObject([{ step: "one", output: { value: 3 } }]);
  });

  test("that does not arrive fails its step, is not sent again, and is taken back", () => {
    const run = new Driver(programOf([roll("one", { undo: "auto", ...UNVERIFIED })]));

    run.succeed("one", 2).fail("one", "later");

    expect(run.lastPerform("one")).toMatchObject({ phase: "undo", undoes: { value: 2 } });
    expect(run.succeed("one").ending).toMatchObject({
      outcome: "escalated",
      failure: { code: "E602" },
    });
  });

  test("that arrives in another form than its kind promises fails its step", () => {
    const run = new Driver(programOf([roll("one", UNVERIFIED)])).succeed("one");

    run.perform("one", { is: "succeeded", output: "there" });

    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E305" } });
  });

  test("shows how far it has come", () => {
    const run = new Driver(programOf([roll("one", UNVERIFIED)])).succeed("one");

    run.send({ is: "progressed", at: 5, step: "one", item: 0, progress: "3 of 5 pods" });

    expect(run.run.steps["one"]).toMatchObject({
      tasks: [{ state: { is: "arriving", seen: { progress: "3 of 5 pods", at: 5 } } }],
    });
    expect(run.notes.at(-1)).toBe('"one" is on its way: 3 of 5 pods');
  });

  test("that has arrived does not go back on its way", () => {
    const run = new Driver(programOf([roll("one", VERIFIED)])).succeed("one", 1);
    run.succeed("one").succeed("one");
    const { steps } = run.run;

    run.send({ is: "progressed", at: 5, step: "one", item: 0, progress: "3 of 5 pods" });

    expect(run.run.steps).toEqual(steps);
  });

  test("is not waited for when the run is stopped, and stays", () => {
    const run = new Driver(programOf([roll("one", UNVERIFIED)])).succeed("one");

    run.send({ is: "stopped", at: 0, by: "ann", undo: false });

    expect(run.of("abort")).toMatchObject([{ phase: "arrival", attempt: 1 }]);
    expect(run.outcome).toBe("cancelled");
    expect(run.run.changes).toMatchObject([{ undo: { is: "not_asked" } }]);
  });

  test("is not asked after when the run was closing before it was sent", () => {
    const run = new Driver(programOf([roll("one", UNVERIFIED)]));
    run.send({ is: "stopped", at: 0, by: "ann", undo: true });

    run.succeed("one");

    expect(run.performs("one").map(({ phase }) => phase)).toEqual(["run", "undo"]);
  });

  test("of several items is asked after for each", () => {
    const foreach = { items: "[1, 2]", max: 2, at_once: 2 };
    const run = new Driver(programOf([roll("one", { foreach, ...UNVERIFIED })]));
    run.succeed("one", 1, 0).succeed("one", 1, 1);
    expect(run.performs().map(({ phase, item }) => `${phase} ${item}`)).toEqual([
      "run 0",
      "run 1",
      "arrival 0",
      "arrival 1",
    ]);

    run.succeed("one", 2, 1);
    expect(run.outcome).toBeUndefined();
    expect(run.succeed("one", 2, 0).outcome).toBe("escalated");
  });
});
