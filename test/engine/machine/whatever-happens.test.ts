import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Effect } from "../../../src/engine/machine/effect.ts";
import type { RunEvent } from "../../../src/engine/machine/event.ts";
import type { Run } from "../../../src/engine/machine/state.ts";
import { leavesOpen } from "../../../src/engine/machine/task/retry.ts";
import { replay } from "../../../src/engine/machine/transition.ts";
import { changes } from "../../../src/model/effect-class.ts";
import { type Driver, fire, hush, MINUTE, programOf, set, UNVERIFIED, VERIFIED } from "./driver.ts";
import { life, liveThrough } from "./random-life.ts";

const AUTO = { ...UNVERIFIED, undo: "auto" };

/** One change of it is for the time of the run alone. */
const QUIET = programOf([
  set("first", AUTO),
  hush("quiet"),
  set("second", AUTO),
  fire("last", VERIFIED),
]);

describe("whatever happens, in whatever order", () => {
  test("a run has one outcome, and no effect follows it but the undo that a person wants", () => {
    fc.assert(
      fc.property(life, (one) => {
        const ends: object[] = [];
        const late: Effect[] = [];
        liveThrough(one, ({ run: { phase }, latest, events }) => {
          const isOver = ends.length > 0;
          if (isOver && !events.some(({ is }) => is === "undo_asked")) late.push(...latest);
          if (isOver) late.push(...latest.filter(isAnotherThanUndo));
          if (isOver || "at" in phase) ends.push(endOf(phase));
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

  test("a once undo is sent a second time only when the first surely did not take place", () => {
    fc.assert(
      fc.property(life, (one) => {
        const run = liveThrough(one, () => {});
        for (const [step, { undo }] of run.program.steps) {
          if (undo?.kind.effect !== "once") continue;
          const sent = run.performs(step).filter(({ phase }) => phase === "undo");
          const proofs = run.events.filter((event) => provesNotTakenBack(event, step)).length;
          expect(sent.length).toBeLessThanOrEqual(1 + proofs);
          expect(new Set(sent.map(({ attempt }) => attempt)).size).toBe(sent.length);
        }
      }),
    );
  });

  test("nothing of a step that needs approval is sent without enough votes in time", () => {
    fc.assert(
      fc.property(life, (one) => {
        // A yes that is taken back after it was used stops the run, and unsends nothing.
        const used = new Set<string>();
        liveThrough(one, (run) => {
          for (const { step, digest, request } of run.of("ask_approval")) {
            if (used.has(digest) || !run.performs(step).some(({ phase }) => phase === "run"))
              continue;
            if (run.run.approvals[step]?.digest !== digest) continue;
            const voters = votersOf(run.events, step, digest, request.expires);
            expect(voters.size).toBeGreaterThanOrEqual(request.count);
            used.add(digest);
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

  test("nothing that is for the time of a run alone outlasts it, unless its undo failed", () => {
    fc.assert(
      fc.property(life, (one) => {
        liveThrough({ ...one, program: QUIET }, ({ run }) => {
          if (run.phase.is !== "ended") return;
          const quiet = run.changes.find(({ step }) => step === "quiet");
          expect(["undone", "failed", undefined]).toContain(quiet?.undo.is);
        });
      }),
    );
  });

  test("a run ends once its time has passed and what is on its way has been answered", () => {
    fc.assert(
      fc.property(life, (one) => {
        const run = liveThrough(one, () => {});
        for (let wake = 0; wake < 40 && run.outcome === undefined; wake++) {
          run.pass(10 * MINUTE);
          settleUndo(run);
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
          answerWishes(run);
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
    case "progressed":
    case "voted":
    case "revoked":
    case "answered":
    case "child_ended":
    case "child_undone":
    case "alert_resolved":
    case "stopped":
    case "undo_asked":
    case "freed":
    case "record_lost":
    case "woke":
      return false;
  }
}

function provesNotTakenBack(event: RunEvent, step: string): boolean {
  if (event.is === "settled") return event.step === step && event.verdict === "not_happened";
  if (event.is !== "performed" || event.step !== step || event.phase !== "undo") return false;
  return event.result.is === "failed" && !leavesOpen(event.result.failure);
}

function endOf(phase: Run["phase"]): object {
  if (!("at" in phase)) return { reopened: phase.is };
  const { ending, at, outputs } = phase;
  return { ending, at, outputs };
}

function isAnotherThanUndo(effect: Effect): boolean {
  switch (effect.is) {
    case "perform":
    case "abort":
      return effect.phase !== "undo";
    case "ask_to_settle":
    case "undo_playbook":
    case "escalate":
    case "wake":
      return false;
    case "ask_approval":
    case "ask_person":
    case "call_playbook":
    case "withdraw_approval":
    case "withdraw_question":
    case "stop_playbook":
    case "write_note":
      return true;
  }
}

/** Of a run that has ended, only a person ends the undo that is in doubt. */
function settleUndo(run: Driver): void {
  const doubt = run.run.changes.find(({ undo }) => undo.is === "in_doubt");
  if (doubt === undefined || run.run.phase.is !== "taking_back") return;
  const { step, item } = doubt;
  run.send({ is: "settled", at: run.now, step, item, by: "ann", verdict: "unknown" });
}

/** Whoever was called has taken everything back. */
function answerWishes(run: Driver): void {
  for (const { step, item, wish } of run.of("undo_playbook")) {
    run.send({ is: "child_undone", at: run.now, step, item, wish, isFailed: false, left: [] });
  }
}

function votersOf(
  events: readonly RunEvent[],
  step: string,
  plan: string,
  until: number,
): ReadonlySet<string> {
  const voters = new Set<string>();
  for (const event of events) {
    if (!("step" in event) || event.step !== step || event.at >= until) continue;
    if (event.is === "revoked") voters.delete(event.by);
    if (event.is === "voted" && event.vote === "approve" && event.plan === plan)
      voters.add(event.by);
  }
  return voters;
}
