import { describe, expect, test } from "vitest";
import type { Settled } from "../../../../src/engine/machine/event.ts";
import { Driver, fire, MINUTE, programOf, read, set, UNVERIFIED, VERIFIED } from "../driver.ts";

/** A once step was sent, and nobody knows what became of it. */
function inDoubt(more: object = UNVERIFIED): Driver {
  const run = new Driver(programOf([fire("one", more), read("two")]));
  if (run.lastPerform("one").phase === "before") run.succeed("one", 1);
  return run.perform("one", { is: "in_doubt", reason: "the connection broke" });
}

function settle(run: Driver, verdict: Settled["verdict"]): Driver {
  return run.send({ is: "settled", at: run.now, step: "one", item: 0, by: "ann", verdict });
}

describe("a once step in doubt", () => {
  test("parks the run and asks a person", () => {
    const run = inDoubt();

    expect(run.of("ask_to_settle")).toEqual([
      { is: "ask_to_settle", step: "one", item: 0, reason: "the connection broke" },
    ]);
    expect(run.performs()).toHaveLength(1);
    expect(run.outcome).toBeUndefined();
  });

  test("holds back the items of other steps, too", () => {
    const many = set("many", { foreach: { items: "[1, 2]", max: 2 }, ...UNVERIFIED });
    const run = new Driver(programOf([{ parallel: [fire("one", UNVERIFIED), many] }]));
    run.perform("one", { is: "in_doubt", reason: "the connection broke" }).succeed("many");
    expect(run.performs("many")).toHaveLength(1);

    settle(run, "happened");
    expect(run.performs("many")).toHaveLength(2);
  });

  test("is in doubt as well when no answer came in time", () => {
    const run = new Driver(programOf([fire("one", UNVERIFIED)])).pass(MINUTE);

    expect(run.of("ask_to_settle")).toHaveLength(1);
    expect(run.performs()).toHaveLength(1);
  });

  test("lets the run go on when a person says it happened", () => {
    const run = settle(inDoubt(), "happened");

    expect(run.statusOf("two")).toBe("running");
    expect(run.run.changes).toMatchObject([{ step: "one", output: null }]);
  });

  test("is checked after a person says it happened", () => {
    const run = settle(inDoubt(VERIFIED), "happened");

    expect(run.lastPerform("one").phase).toBe("after");
  });

  test("is sent again, with the same key, when a person says it did not happen", () => {
    const run = settle(inDoubt(), "not_happened");
    const [first, second] = run.performs("one");

    expect(second).toMatchObject({ attempt: 2, key: first?.key });
  });

  test("is not sent again while the run is ending, whatever a person says", () => {
    const run = new Driver(
      programOf([{ parallel: [fire("one", UNVERIFIED), fire("two", UNVERIFIED)] }]),
    );
    run.perform("one", { is: "in_doubt", reason: "the connection broke" });
    run.send({ is: "stopped", at: 0, by: "ann", undo: false });
    settle(run, "not_happened").succeed("two");

    expect(run.performs("one")).toHaveLength(1);
    expect(run.outcome).toBe("cancelled");
  });

  test("ends the run as unknown when nobody can tell", () => {
    const run = settle(inDoubt(), "unknown");

    expect(run.ending).toMatchObject({ outcome: "unknown", step: "one" });
    expect(run.performs("two")).toEqual([]);
  });

  test("is settled by the answer itself when that comes after all", () => {
    const run = new Driver(programOf([fire("one", UNVERIFIED), read("two")])).pass(MINUTE);
    run.succeed("one");

    expect(run.statusOf("two")).toBe("running");
  });

  test("is not settled by an error that comes after all", () => {
    const run = new Driver(programOf([fire("one", UNVERIFIED)])).pass(MINUTE);
    run.fail("one", "never_left");

    expect(run.outcome).toBeUndefined();
    expect(run.performs()).toHaveLength(1);
  });

  test("ends the run as unknown, and pages, when it is stopped or out of time meanwhile", () => {
    const stopped = inDoubt().send({ is: "stopped", at: 0, by: "ann", undo: true });
    const late = inDoubt().pass(60 * MINUTE);

    for (const run of [stopped, late]) {
      expect(run.outcome).toBe("unknown");
      expect(run.of("escalate")).toMatchObject([{ to: "team-test" }]);
    }
  });
});

describe("an idempotent step in doubt", () => {
  test("is sent again with the same key, because that is safe", () => {
    const run = new Driver(programOf([set("one", UNVERIFIED)]));
    run.perform("one", { is: "in_doubt", reason: "the connection broke" }).pass(MINUTE);
    const [first, second] = run.performs("one");

    expect(run.of("ask_to_settle")).toEqual([]);
    expect(second).toMatchObject({ attempt: 2, key: first?.key });
  });
});
