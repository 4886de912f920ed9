import { describe, expect, test } from "vitest";
import { OUTCOMES, type Outcome } from "../../../../src/model/outcome.ts";
import { Driver, MINUTE, programOf, read, set, UNVERIFIED, VERIFIED } from "../driver.ts";

function calling(more: object = {}): Driver {
  return new Driver(
    programOf([
      {
        id: "one",
        kind: "playbook",
        with: { use: "other@^1.0", params: { queue: "orders" } },
        ...more,
      },
      read("two"),
    ]),
  );
}

const CALL = { id: "one", kind: "playbook", with: { use: "other@^1.0", params: {} } };

function undo(run: Driver): Driver {
  return run.send({ is: "undo_asked", at: run.now, by: "ann" });
}

/** What the run that was called answers to that wish. */
function unmade(
  run: Driver,
  wish: number,
  more: { readonly isFailed?: boolean; readonly left?: readonly string[] } = {},
): Driver {
  const about = { step: "one", item: 0, wish, isFailed: false, left: [], ...more };
  return run.send({ is: "child_undone", at: run.now, ...about });
}

function end(run: Driver, outcome: Outcome): Driver {
  const outputs = { pods: 3 };
  return run.send({ is: "child_ended", at: run.now, step: "one", item: 0, outcome, outputs });
}

describe("a sub-playbook", () => {
  test("runs in this run's mode and on its time", () => {
    expect(calling().of("call_playbook")).toEqual([
      {
        is: "call_playbook",
        step: "one",
        item: 0,
        use: "other@^1.0",
        params: { queue: "orders" },
        mode: "auto",
        deadline: 60 * MINUTE,
        key: "r-1/one/0",
      },
    ]);
  });

  test.each(OUTCOMES)("that ended as %s decides whether the run goes on", (outcome) => {
    const run = end(calling(), outcome);
    const helped = outcome === "resolved" || outcome === "nothing_to_do";

    expect(run.statusOf("two")).toBe(helped ? "running" : "waiting");
  });

  test("fails its step when it did not help", () => {
    expect(end(calling(), "denied").ending).toMatchObject({ failure: { code: "E306" } });
  });

  test("that was resolved proves the fix of this run", () => {
    expect(end(calling(), "resolved").succeed("two").outcome).toBe("resolved");
  });

  test("that did not help may still have changed something, so this run does not claim otherwise", () => {
    const run = end(calling({ on_failure: "continue" }), "escalated").succeed("two");

    expect(run.outcome).toBe("escalated");
  });

  test("that only suggests makes this run a suggestion", () => {
    expect(end(calling(), "suggested").outcome).toBe("suggested");
  });

  test.each(OUTCOMES)("that ended as %s gives its outcome to a step with then: end", (outcome) => {
    expect(end(calling({ then: "end" }), outcome).outcome).toBe(outcome);
  });

  test("is not believed where its step has a check of its own", () => {
    const run = calling(VERIFIED).succeed("one", 1);
    end(run, "resolved");

    expect(run.lastPerform("one").phase).toBe("after");
    expect(run.statusOf("one")).toBe("running");
  });

  test("is left alone when it has changed nothing", () => {
    const run = end(calling(), "nothing_to_do").fail("two");

    expect(undo(run).of("undo_playbook")).toEqual([]);
    expect(run.notes.at(-1)).toContain("has left no change in place");
  });

  test("takes its changes back in its turn, before what was changed ahead of it", () => {
    const program = programOf([set("zero", UNVERIFIED), CALL, set("two", UNVERIFIED)]);
    const run = end(new Driver(program).succeed("zero"), "resolved").succeed("two");

    undo(run).succeed("two");
    expect(run.of("undo_playbook")).toEqual([
      { is: "undo_playbook", step: "one", item: 0, wish: 1 },
    ]);
    expect(run.lastPerform("zero").phase).toBe("run");

    unmade(run, 1).succeed("zero");
    expect(run.run.changes.map((change) => change.undo.is)).toEqual(["undone", "undone", "undone"]);
    expect(run.notes.at(-1)).toBe("Nothing of it is left.");
  });

  test("that could not take all of it back stops the changes before it", () => {
    const program = programOf([set("zero", UNVERIFIED), CALL]);
    const run = undo(end(new Driver(program).succeed("zero"), "resolved"));

    unmade(run, 1, { isFailed: true, left: ["scale"] });

    expect(run.run.changes.map((change) => change.undo.is)).toEqual(["not_asked", "failed"]);
    expect(run.latest).toMatchObject([
      { is: "escalate", reason: expect.stringContaining('"one" leaves in place: scale') },
    ]);
  });

  test("that has changes without a way back leaves them, and the rest is taken back", () => {
    const program = programOf([set("zero", UNVERIFIED), CALL]);
    const run = undo(end(new Driver(program).succeed("zero"), "resolved"));

    unmade(run, 1, { left: ["kept"] }).succeed("zero");

    expect(run.notes.at(-1)).toBe("Still in place: one.");
  });

  test("answers the wish that it was asked last, and no other", () => {
    const run = undo(end(calling(), "resolved").succeed("two"));
    unmade(run, 1, { isFailed: true, left: ["scale"] });
    undo(run);
    expect(run.of("undo_playbook").at(-1)).toMatchObject({ wish: 2 });

    unmade(run, 1);
    expect(run.run.phase.is).toBe("taking_back");
    unmade(run, 2);
    expect(run.run.phase).toMatchObject({ is: "ended", undo: "undone" });
  });

  test("remembers the wish of its caller although it has nothing to take back", () => {
    const run = new Driver(programOf([read("two")])).succeed("two");

    run.send({ is: "undo_asked", at: run.now, by: "The calling run", wish: 3 });

    expect(run.run).toMatchObject({ phase: { is: "ended", undo: null }, callersWish: 3 });
  });

  test("is taken back with the run when that is stopped so", () => {
    const run = end(calling(), "resolved");
    run.send({ is: "stopped", at: run.now, by: "ann", undo: true });

    expect(run.of("undo_playbook")).toHaveLength(1);
    expect(run.outcome).toBeUndefined();
    expect(unmade(run, 1).outcome).toBe("cancelled");
  });

  test("is stopped and waited for when the run ends before it", () => {
    const run = calling().send({ is: "stopped", at: 0, by: "ann", undo: false });
    expect(run.of("stop_playbook")).toHaveLength(1);
    expect(run.outcome).toBeUndefined();

    expect(end(run, "cancelled").outcome).toBe("cancelled");
  });
});
