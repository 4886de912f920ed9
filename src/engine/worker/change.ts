import type { Demand } from "../../ports/demand.ts";
import type { Change, IntentId, IntentOutcome, Next, Outgoing } from "../../ports/run-change.ts";
import type { ParentTask } from "../../ports/run-store.ts";
import { touchedApprovals } from "../approval/touched-approvals.ts";
import type { RunEvent } from "../machine/event.ts";
import type { Run } from "../machine/state.ts";
import { firstTimer } from "../machine/timers.ts";
import { outgoingOf } from "../outgoing.ts";
import { errandsOf, tellOfEnd, tellOfUndo } from "./errand.ts";
import { idOf, intentOf, isSameIntent } from "./intent.ts";
import { locksFor } from "./locks.ts";
import type { Move } from "./move.ts";
import type { Work } from "./work.ts";

/**
 * What the store has to keep of a move, in one commit. `shared` are locks that this run need not
 * have for itself.
 */
export function changeOf(
  move: Move,
  before: Run,
  { program, parent, flights }: Pick<Work, "program" | "parent" | "flights">,
  shared: readonly string[] = [],
  demands: readonly Demand[] = [],
): Change {
  const { performs } = move;
  const outcomes = outcomesOf(move);
  const locks = new Set(performs.flatMap((perform) => locksFor(program, move.run, perform)));
  const outgoing = [...outgoingOf(move.effects), ...toldOfTheEnd(move, before, parent)];
  const isAwaited = (id: IntentId): boolean => !outcomes.some((one) => isSameIntent(id, one));
  const isBusy =
    performs.length > 0 || errandsOf(outgoing).length > 0 || flights.inTheAir().some(isAwaited);
  return {
    state: move.run,
    events: move.events,
    intents: performs.map((perform) => intentOf(program, perform, move.run)),
    outcomes,
    outgoing,
    demands,
    approvals: touchedApprovals(before, move.run),
    lock: [...locks].filter((target) => !shared.includes(target)),
    next: isBusy ? { is: "work" } : nextOf(move.run),
  };
}

function outcomesOf({ events, effects }: Move): readonly IntentOutcome[] {
  const answers = events.flatMap(({ event }) => outcomeOf(event));
  const aborts = effects.flatMap((effect): readonly IntentOutcome[] =>
    effect.is === "abort" ? [{ ...idOf(effect), outcome: "given_up" }] : [],
  );
  return [...answers, ...aborts];
}

function outcomeOf(event: RunEvent): readonly IntentOutcome[] {
  if (event.is !== "performed") return [];
  const { is } = event.result;
  // What was not sent has no intent to close.
  const wasSent = is !== "locked" && is !== "held_back" && is !== "unapproved";
  return wasSent ? [{ ...idOf(event), outcome: is }] : [];
}

function toldOfTheEnd({ run }: Move, before: Run, parent: ParentTask | null): readonly Outgoing[] {
  // Told once, or the run would be busy with telling for ever.
  const isOver = before.phase.is === "ended" && before.callersWish === run.callersWish;
  return [
    ...(hasEnded(before) ? [] : tellOfEnd(parent, run)),
    ...(isOver ? [] : tellOfUndo(parent, run)),
  ];
}

function hasEnded({ phase }: Run): boolean {
  return phase.is === "ended" || phase.is === "taking_back";
}

function nextOf(run: Run): Next {
  if (run.phase.is === "ended") return { is: "end", outcome: run.phase.ending.outcome };
  return { is: "rest", until: firstTimer(run)?.at ?? null };
}
