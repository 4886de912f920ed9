import { describe, expect, test } from "vitest";
import type { Locked } from "../../../../src/engine/machine/event.ts";
import type { Holder } from "../../../../src/model/holder.ts";
import { Driver, fire, MINUTE, programOf, read, SECOND, set, UNVERIFIED } from "../driver.ts";

describe("a run whose first change another keeps out", () => {
  test("leaves it to the run that is at work, unless its playbook says otherwise", () => {
    const run = starting([set("one", UNVERIFIED)]).perform("one", locked());

    expect(run.ending).toMatchObject({
      outcome: "nothing_to_do",
      reason: "The run r-2 is at work on queue/orders already",
      step: "one",
    });
    expect(run.run.changes).toEqual([]);
    expect(run.of("escalate")).toEqual([]);
  });

  test("is refused when a person has it in hand", () => {
    const run = starting([set("one", UNVERIFIED)]).perform("one", locked({ by: PERSON }));

    expect(run.ending).toMatchObject({
      outcome: "refused",
      reason: "queue/orders is held by the person ann: disk swap",
    });
  });

  test("is refused when it shall skip", () => {
    const run = starting([set("one", UNVERIFIED)], { on_locked: "skip" }).perform("one", locked());

    expect(run.ending).toMatchObject({ outcome: "refused", failure: { code: "E309" } });
  });

  test("waits when it shall wait, and then makes the change with all its tries", () => {
    const run = starting([fire("one", UNVERIFIED)], { on_locked: "wait" });
    for (let tries = 0; tries < 10; tries++) run.perform("one", locked()).pass(MINUTE);
    expect(run.outcome).toBeUndefined();

    expect(run.lastPerform("one")).toMatchObject({ phase: "run", attempt: 1 });
    expect(run.succeed("one").run.changes).toHaveLength(1);
  });

  test("asks less and less often, and says once what it waits for", () => {
    const run = starting([fire("one", UNVERIFIED)], { on_locked: "wait" });
    const pauses: number[] = [];
    for (let tries = 0; tries < 30; tries++) {
      run.perform("one", locked());
      pauses.push((run.wakeAt ?? 0) - run.now);
      run.pass(pauses.at(-1) ?? 0);
    }

    expect([pauses[0], pauses.at(-1)]).toEqual([SECOND, MINUTE]);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(run.notes.filter((note) => note.includes("waits for"))).toEqual([
      '"one" waits for queue/orders, held by the run r-2: run of scale-workers.',
    ]);
  });

  test("hands over when it has waited too long", () => {
    const run = starting([fire("one", UNVERIFIED)], { on_locked: "wait", page_after: "5m" });
    while (run.outcome === undefined) {
      run.perform("one", locked());
      if (run.outcome === undefined) run.pass((run.wakeAt ?? 0) - run.now);
    }

    expect(run.now).toBe(5 * MINUTE);
    expect(run.ending).toMatchObject({
      outcome: "escalated",
      reason: "Waited 5m for queue/orders, held by the run r-2: run of scale-workers",
      failure: { code: "E309" },
    });
  });

  test("has changed nothing yet, so it ends when the alert resolves", () => {
    const run = starting([fire("one", UNVERIFIED)], { on_locked: "wait" });

    run.perform("one", locked()).send({ is: "alert_resolved", at: run.now });

    expect(run.outcome).toBe("nothing_to_do");
  });

  test("begins none of several changes of the same moment", () => {
    const parallel = [set("one", UNVERIFIED), set("two", UNVERIFIED), read("three")];
    const run = starting([{ parallel }], { on_locked: "wait" });
    run.perform("one", locked()).perform("two", locked());
    expect(run.run.firstChangeAt).toBeNull();

    run.pass(SECOND);
    expect(run.performs().slice(-2)).toMatchObject([{ step: "one" }, { step: "two" }]);
  });

  test("is not asked again by a run that ends", () => {
    const parallel = [set("one", UNVERIFIED), set("two", UNVERIFIED)];
    const run = starting([{ parallel }]).perform("one", locked());
    expect(run.outcome).toBeUndefined();

    expect(run.perform("two", locked()).outcome).toBe("nothing_to_do");
    expect(run.run.steps["two"]).toMatchObject({ tasks: [{ state: { is: "dropped" } }] });
  });
});

describe("a run that has changed something, and is kept out then", () => {
  test("tries again a few times as after any failure, because others may wait for it", () => {
    const run = starting([set("one", UNVERIFIED), fire("two", UNVERIFIED)]).succeed("one");
    for (let tries = 1; tries <= 6; tries++) {
      run.perform("two", locked({ isFirst: false })).pass(MINUTE);
    }

    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E309" } });
  });

  test("tries its undo again", () => {
    const run = starting([set("one", UNVERIFIED)]).succeed("one");
    run.send({ is: "undo_asked", at: run.now, by: "ann" });

    run.perform("one", locked({ isFirst: false })).pass(MINUTE);

    expect(run.lastPerform("one")).toMatchObject({ phase: "undo", attempt: 2 });
  });
});

const RUN: Holder = { is: "run", id: "r-2", since: 0, reason: "run of scale-workers" };
const PERSON: Holder = { is: "person", id: "ann", since: 0, reason: "disk swap" };

function locked(more: Partial<Locked> = {}): Locked {
  return { is: "locked", target: "queue/orders", by: RUN, isFirst: true, ...more };
}

function starting(steps: readonly object[], safety: object = {}): Driver {
  return new Driver(programOf(steps, { safety: { mode: "auto", deadline: "2h", ...safety } }));
}
