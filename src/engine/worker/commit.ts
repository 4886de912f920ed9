import type { Change, Next, Refused } from "../../ports/run-change.ts";
import type { Appended } from "../../ports/run-store.ts";
import type { Perform } from "../machine/effect.ts";
import { TOO_LATE } from "../machine/step/approval.ts";
import type { Locked, PerformResult } from "../machine/event.ts";
import { appendSurely } from "./append-surely.ts";
import { applyBrakes } from "./brakes/apply-brakes.ts";
import { calledBy } from "./called-kind.ts";
import { changeOf } from "./change.ts";
import {
  answered,
  type Happening,
  type Moment,
  notSent,
  toldBy,
  type Unsent,
} from "./happening.ts";
import { isHeldAbove, locksFor } from "./locks.ts";
import { moveOn, type Move } from "./move.ts";
import { refuseStep, refuseUnapproved } from "./unapproved.ts";
import type { Standing, Work } from "./work.ts";

/** What a run hears in one commit: what it was told from outside, then what came of its effects. */
export interface Heard {
  readonly told: readonly Happening[];
  readonly own: readonly Happening[];
}

export type Committed =
  | {
      readonly is: "stored";
      readonly standing: Standing;
      readonly move: Move;
      readonly outgoing: Change["outgoing"];
      readonly next: Next;
      /** What others may wait for, and may have now. */
      readonly freed: readonly string[];
    }
  | { readonly is: "lost" };

/**
 * Moves a run on and stores all of it, or nothing. What would be sent is decided anew whenever the
 * store objects, so no intent is ever committed by a worker that has not heard a stop.
 */
export async function commit(
  work: Work,
  standing: Standing,
  heard: Heard,
  uncommitted: readonly Perform[],
): Promise<Committed> {
  let { claim } = standing;
  let { told } = heard;
  let refused: readonly Happening[] = [];
  let shared: readonly string[] = [];
  // What the start of a run wants is marked as a change before anything was sent.
  const isFirst = standing.run.firstChangeAt === null || uncommitted.length > 0;
  for (;;) {
    const happenings = [...told, ...heard.own, ...refused];
    const move = moveOn(work.program, standing.run, happenings, uncommitted);
    const tooLate = work.isDraining() ? move.performs.filter((one) => isOnce(work, one)) : [];
    if (tooLate.length > 0) {
      refused = [...refused, ...tooLate.map((one) => notSent(one, STOPPING, notAtOnce(work)))];
      continue;
    }

    const check = {
      ...work,
      before: standing.run,
      access: work.tools.access(),
      moment: work.moment(),
    };
    const unapproved = refuseUnapproved(move, check);
    if (unapproved.length > 0) {
      refused = [...refused, ...unapproved];
      continue;
    }

    const braked = await applyBrakes(work, standing.run, move);
    if (braked.refused.length > 0) {
      refused = [...refused, ...holdBack(work, braked.refused, isFirst)];
      continue;
    }

    const change = changeOf(move, standing.run, work, shared, braked.demands);
    const appended = await append(work, { ...standing, claim }, change);
    switch (appended.is) {
      case "stored": {
        const { outgoing, next } = change;
        const stored = { claim: appended.claim, run: move.run };
        const { freed = [] } = appended;
        return { is: "stored", standing: stored, move, outgoing, next, freed };
      }
      case "lost":
        return appended;
      case "news":
        claim = appended.claim;
        told = [...told, ...appended.messages.map(toldBy)];
        refused = [];
        break;
      case "locked": {
        const { target, by } = appended;
        if (await isHeldAbove(work, by)) {
          shared = [...shared, target];
          break;
        }
        refused = [...refused, ...refuseLocked(work, move, { is: "locked", target, by, isFirst })];
        break;
      }
      case "unapproved":
        refused = [...refused, ...refuseStep(move.performs, appended.step, [TOO_LATE], check)];
        break;
      case "held_back":
        refused = [...refused, ...holdBack(work, appended.refused, isFirst)];
        break;
    }
  }
}

async function append(work: Work, { claim }: Standing, change: Change): Promise<Appended> {
  const { store, clock, atBoundary, onTrouble } = work.tools;
  const { run } = claim;
  const isIntent = change.intents.length > 0;
  const isOutcome = change.outcomes.length > 0;
  if (isIntent) await atBoundary("before_intent_commit", run);
  if (isOutcome) await atBoundary("before_outcome_commit", run);
  const onThrown = (error: unknown): void => onTrouble({ what: "append_failed", run, error });
  const appended = await appendSurely(claim, change, { store, clock, lease: work.lease, onThrown });
  if (appended.is !== "stored") return appended;
  if (isIntent) await atBoundary("after_intent_commit", run);
  if (isOutcome) await atBoundary("after_outcome_commit", run);
  return appended;
}

function isOnce({ program }: Work, perform: Perform): boolean {
  return calledBy(program, perform).effect === "once";
}

/** Effects that cannot have what they need. Before its first change a run begins none of several. */
function refuseLocked(work: Work, { run, performs }: Move, locked: Locked): readonly Happening[] {
  const isRefused = (one: Perform): boolean => {
    const locks = locksFor(work.program, run, one);
    return locked.isFirst ? locks.length > 0 : locks.includes(locked.target);
  };
  return performs.filter(isRefused).map((one) => answered(one, locked, notAtOnce(work)));
}

function holdBack(work: Work, refused: readonly Refused[], isFirst: boolean): readonly Happening[] {
  return refused.map(({ intent, result }) => {
    const heard: PerformResult =
      result.is === "refused" ? { is: "failed", failure: result.failure } : { ...result, isFirst };
    return answered(intent, heard, notAtOnce(work));
  });
}

/** The whole back-off: to try again at once would be in vain. */
function notAtOnce({ moment }: Work): Moment {
  return { ...moment(), chance: 1 };
}

const STOPPING: Unsent = {
  code: "E308",
  message: "It was not sent, because Pitcrew was stopping",
  remedy: "Nothing; it is tried again by itself.",
};
