import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Effect } from "../../../src/engine/machine/effect.ts";
import type { RunEvent } from "../../../src/engine/machine/event.ts";
import type { Run } from "../../../src/engine/machine/state.ts";
import { replay } from "../../../src/engine/machine/transition.ts";
import { changes } from "../../../src/model/effect-class.ts";
import { Driver, fire, MINUTE, programOf, read, set, UNVERIFIED } from "./driver.ts";
import { life, liveThrough } from "./random-life.ts";

describe("whatever happens, in whatever order", () => {
  test("a run has one outcome, and no effect follows it", () => {
    fc.assert(
      fc.property(life, (one) => {
        const ends: Run[] = [];
        const late: Effect[] = [];
        liveThrough(one, ({ run, latest }) => {
          if (ends.length > 0) late.push(...latest);
          if (run.phase.is === "ended") ends.push(run);
        });
        expect(late).toEqual([]);
        for (const end of ends) expect(end).toEqual(ends[0]);
      }),
    );
  });

  test("a run is the fold of its events, as plain JSON", () => {
    fc.assert(
      fc.property(life, (one) => {
        const { program, started, events, run } = liveThrough(one, () => {});
        expect(replay(program, started, events)).toEqual(run);
        expect(JSON.parse(JSON.stringify(run))).toEqual(run);
      }),
    );
  });

  test("a run can be taken up again from its stored state", () => {
    fc.assert(
      fc.property(life, (one) => {
        const stored = liveThrough(one, (driver) => {
          driver.run = JSON.parse(JSON.stringify(driver.run)) as Driver["run"]; // plain JSON by type
        });
        expect(replay(stored.program, stored.started, stored.events)).toEqual(stored.run);
      }),
    );
  });

  test("a once effect is sent a second time only when the first provably never left", () => {
    fc.assert(
      fc.property(life, (one) => {
        const run = liveThrough(one, () => {});
        for (const [step, { effect }] of run.program.steps) {
          if (effect !== "once") continue;
          const sent = run.performs(step).filter(({ phase }) => phase === "run");
          for (const item of new Set(sent.map((perform) => perform.item))) {
            const proofs = run.events.filter((event) => provesNeverLeft(event, step, item)).length;
            const times = sent.filter((perform) => perform.item === item).length;
            expect(times).toBeLessThanOrEqual(1 + proofs);
          }
        }
      }),
    );
  });

  test("nothing of a step that needs approval is sent without enough votes in time", () => {
    fc.assert(
      fc.property(life, (one) => {
        liveThrough(one, (run) => {
          for (const { step, expires, count } of run.of("ask_approval")) {
            if (run.performs(step).length === 0) continue;
            const voters = votersOf(run.events, step, expires);
            expect(voters.size).toBeGreaterThanOrEqual(count);
          }
        });
      }),
    );
  });

  test("no change is sent in the modes that only look", () => {
    fc.assert(
      fc.property(life, fc.constantFrom("observe" as const, "suggest" as const), (one, mode) => {
        const run = liveThrough({ ...one, mode }, () => {});
        const changing = run.performs().filter(({ step }) => {
          const effect = run.program.steps.get(step)?.effect;
          return effect !== undefined && changes(effect);
        });
        expect(changing).toEqual([]);
      }),
    );
  });

  test("a run ends once its time has passed and what is on its way has been answered", () => {
    fc.assert(
      fc.property(life, (one) => {
        const run = liveThrough(one, () => {});
        for (let wake = 0; wake < 40 && run.outcome === undefined; wake++) {
          run.pass(10 * MINUTE);
          for (const { step, item } of run.of("stop_playbook")) {
            run.send({
              is: "child_ended",
              at: run.now,
              step,
              item,
              outcome: "cancelled",
              outputs: {},
            });
          }
        }
        expect(run.outcome).toBeDefined();
      }),
    );
  });
});

function provesNeverLeft(event: RunEvent, step: string, item: number): boolean {
  switch (event.is) {
    case "performed":
      return (
        event.step === step &&
        event.item === item &&
        event.phase === "run" &&
        event.result.is === "failed" &&
        event.result.failure.retry === "never_left"
      );
    case "settled":
      return event.step === step && event.item === item && event.verdict === "not_happened";
    case "voted":
    case "answered":
    case "child_ended":
    case "alert_resolved":
    case "stopped":
    case "woke":
      return false;
  }
}

function votersOf(events: readonly RunEvent[], step: string, until: number): ReadonlySet<string> {
  const votes = events.flatMap((event) =>
    event.is === "voted" && event.step === step && event.at < until ? [event] : [],
  );
  return new Set(votes.filter(({ vote }) => vote === "approve").map(({ by }) => by));
}

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
