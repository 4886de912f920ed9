import { describe, expect, test } from "vitest";
import { Driver, fire, MINUTE, programOf, read, set, UNVERIFIED } from "./driver.ts";

describe("the deadline", () => {
  test("takes back what it may and escalates", () => {
    const run = new Driver(programOf([set("one", { ...UNVERIFIED, undo: "auto" }), read("two")]));
    run.succeed("one").pass(60 * MINUTE);
    expect(run.lastPerform("one").phase).toBe("undo");

    run.succeed("one");
    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E303" } });
  });

  test("is passed even when nobody was woken: no later event starts anything", () => {
    const run = new Driver(programOf([read("one"), fire("two", UNVERIFIED)]));
    run.now = 61 * MINUTE;
    run.succeed("one");

    expect(run.performs("two")).toEqual([]);
    expect(run.outcome).toBe("escalated");
  });
});

describe("an alert that resolves", () => {
  const resolve = (run: Driver) => run.send({ is: "alert_resolved", at: run.now });

  test("before the first change ends the run, and takes an open approval back", () => {
    const program = programOf([fire("one", { approve: { by: ["ops"] }, ...UNVERIFIED })]);
    const run = resolve(new Driver(program));

    expect(run.outcome).toBe("nothing_to_do");
    expect(run.of("withdraw_approval")).toHaveLength(1);
  });

  test("after the first change is noted, and the run goes on to its planned end", () => {
    const run = resolve(new Driver(programOf([set("one", UNVERIFIED), read("two")])));
    expect(run.run.alertResolvedAt).toBe(0);

    run.succeed("one");
    expect(run.statusOf("two")).toBe("running");
  });
});

describe("a person who stops a run", () => {
  test("leaves its changes where they are", () => {
    const run = new Driver(programOf([set("one", { ...UNVERIFIED, undo: "auto" }), read("two")]));
    run.succeed("one").send({ is: "stopped", at: 0, by: "ann", undo: false });

    expect(run.ending).toMatchObject({ outcome: "cancelled", reason: "ann stopped the run" });
    expect(run.run.changes).toMatchObject([{ undo: { is: "not_asked" } }]);
  });

  test("can have every change taken back that has a way back", () => {
    const run = new Driver(
      programOf([
        set("one", UNVERIFIED),
        set("kept", { ...UNVERIFIED, undo: "none" }),
        read("two"),
      ]),
    );
    run.succeed("one").succeed("kept").send({ is: "stopped", at: 0, by: "ann", undo: true });
    run.succeed("one");

    expect(run.outcome).toBe("cancelled");
    expect(run.run.changes).toMatchObject([
      { undo: { is: "undone" } },
      { undo: { is: "not_asked" } },
    ]);
  });

  test("waits for the change that is on its way, and has it taken back too", () => {
    const run = new Driver(programOf([set("one", UNVERIFIED)]));
    run.send({ is: "stopped", at: 0, by: "ann", undo: true });
    expect(run.outcome).toBeUndefined();

    run.succeed("one");
    expect(run.lastPerform("one").phase).toBe("undo");
  });
});

describe("time", () => {
  test("that came too early is asked for again", () => {
    const run = new Driver(programOf([read("one", { timeout: "1m" })])).pass(MINUTE - 1);

    expect(run.latest).toMatchObject([{ is: "wake", at: MINUTE }]);
  });

  test("never goes back, whatever the clocks of those who report say", () => {
    const run = new Driver(programOf([read("one"), read("two", { timeout: "1m" })]));
    run.pass(10 * MINUTE).send({
      ...run.answerTo(run.lastPerform("one"), { is: "succeeded", output: { value: 1 } }),
      at: 5,
    });

    expect(run.run.now).toBe(10 * MINUTE);
  });
});
