import { describe, expect, test } from "vitest";
import type { HeldBack } from "../../../../src/engine/machine/event.ts";
import type { Braked } from "../../../../src/model/braked.ts";
import { Driver, fire, MINUTE, programOf, read, SECOND, set, UNVERIFIED } from "../driver.ts";

describe("a change that a brake holds back", () => {
  test("waits, and is then made with all its tries", () => {
    const run = starting([fire("one", UNVERIFIED)]);
    for (let tries = 0; tries < 10; tries++) run.perform("one", heldBack()).pass(MINUTE);
    expect(run.outcome).toBeUndefined();

    expect(run.lastPerform("one")).toMatchObject({ phase: "run", attempt: 1 });
    expect(run.succeed("one").run.changes).toHaveLength(1);
  });

  test("asks soon and then seldom while nobody knows when the brake ends", () => {
    const run = starting([fire("one", UNVERIFIED)]);
    const pauses: number[] = [];
    for (let tries = 0; tries < 20; tries++) {
      run.perform("one", heldBack());
      pauses.push((run.wakeAt ?? 0) - run.now);
      run.pass(pauses.at(-1) ?? 0);
    }

    expect([pauses[0], pauses.at(-1)]).toEqual([SECOND, 10 * SECOND]);
    expect(run.notes.filter((note) => note.includes("held back"))).toEqual([
      '"one" is held back: Everything is frozen by ann: failover.',
    ]);
  });

  test("asks again at the moment when the brake ends", () => {
    const run = starting([fire("one", UNVERIFIED)]);

    run.perform("one", heldBack({ until: run.now + 7 * MINUTE }));

    expect(run.wakeAt).toBe(7 * MINUTE);
  });

  test("hands over when it has waited too long, and says what held it back", () => {
    const run = starting([set("one", UNVERIFIED)], { page_after: "5m" });
    while (run.outcome === undefined) {
      run.perform("one", heldBack({ until: 60 * MINUTE }));
      if (run.outcome === undefined) run.pass((run.wakeAt ?? 0) - run.now);
    }

    expect(run.now).toBe(5 * MINUTE);
    expect(run.ending).toMatchObject({
      outcome: "escalated",
      reason: '"one" was held back for 5m: Everything is frozen by ann: failover',
      failure: { code: "E340", retry: "never_left" },
      escalateTo: "team-test",
    });
  });

  test("waits in the middle of a run as well, and what was changed before stays", () => {
    const run = starting([set("one", { ...UNVERIFIED, undo: "auto" }), fire("two", UNVERIFIED)]);
    run.succeed("one");
    for (let tries = 0; tries < 14; tries++) {
      run.perform("two", heldBack({ isFirst: false })).pass(MINUTE);
    }
    expect(run.outcome).toBeUndefined();

    run.perform("two", heldBack({ isFirst: false })).pass(MINUTE);
    run.perform("two", heldBack({ isFirst: false }));

    expect(run.ending).toMatchObject({ outcome: "escalated" });
    expect(run.run.changes).toMatchObject([{ step: "one", undo: { is: "not_asked" } }]);
  });

  test("was not sent, so its run ends when the alert resolves", () => {
    const run = starting([fire("one", UNVERIFIED)]).perform("one", heldBack());
    expect(run.run.firstChangeAt).toBeNull();

    expect(run.send({ is: "alert_resolved", at: run.now }).outcome).toBe("nothing_to_do");
  });

  test("is not waited for by a run that ends", () => {
    const parallel = [set("one", UNVERIFIED), set("two", UNVERIFIED), read("three")];
    const run = starting([{ parallel }]).send({ is: "stopped", at: 0, by: "ann", undo: false });

    run.perform("one", heldBack()).perform("two", heldBack());

    expect(run.outcome).toBe("cancelled");
    expect(run.run.steps["two"]).toMatchObject({ tasks: [{ state: { is: "dropped" } }] });
  });
});

describe("an undo that a brake holds back", () => {
  test("waits, and is then made with all its tries", () => {
    const run = undoing();
    for (let tries = 0; tries < 10; tries++) run.perform("one", heldBack()).pass(MINUTE);
    for (let tries = 0; tries < 5; tries++) run.fail("one", "later").pass(MINUTE);

    expect(run.succeed("one").run.changes).toMatchObject([{ undo: { is: "undone" } }]);
    expect(run.notes.filter((note) => note.includes("is held back"))).toHaveLength(1);
  });

  test("is given up when it has waited too long", () => {
    const run = undoing();
    for (let tries = 0; tries < 16; tries++) run.perform("one", heldBack()).pass(MINUTE);

    expect(run.run.changes).toMatchObject([{ undo: { is: "failed", failure: { code: "E340" } } }]);
  });

  function undoing(): Driver {
    const run = starting([set("one", UNVERIFIED)]).succeed("one");
    return run.send({ is: "undo_asked", at: run.now, by: "ann" });
  }
});

const FROZEN: Braked = {
  brake: "freeze",
  code: "E340",
  rule: "freeze all",
  values: {},
  message: "Everything is frozen by ann: failover",
  remedy: "Ask ann whether it may be thawed.",
  until: null,
};

function heldBack({ isFirst = true, ...more }: Partial<Braked & HeldBack> = {}): HeldBack {
  return { is: "held_back", by: { ...FROZEN, ...more }, isFirst };
}

function starting(steps: readonly object[], safety: object = {}): Driver {
  return new Driver(programOf(steps, { safety: { mode: "auto", deadline: "2h", ...safety } }));
}
