import type {
  Change,
  IntentId,
  IntentOutcome,
  Next,
  Outgoing,
  ParentTask,
} from "../../ports/run-store.ts";
import type { RunEvent } from "../machine/event.ts";
import type { Run } from "../machine/state.ts";
import { firstTimer } from "../machine/timers.ts";
import { outgoingOf } from "../outgoing.ts";
import { errandsOf, tellParent } from "./errand.ts";
import { idOf, intentOf, isSameIntent, targetsOf } from "./intent.ts";
import type { Move } from "./move.ts";
import type { Work } from "./work.ts";

/** What the store has to keep of a move, in one commit. */
export function changeOf(
  move: Move,
  before: Run,
  { program, parent, flights }: Pick<Work, "program" | "parent" | "flights">,
): Change {
  const { performs } = move;
  const outcomes = outcomesOf(move);
  const outgoing = [...outgoingOf(move.effects), ...toldOfTheEnd(move, before, parent)];
  const isAwaited = (id: IntentId): boolean => !outcomes.some((one) => isSameIntent(id, one));
  const isBusy =
    performs.length > 0 || errandsOf(outgoing).length > 0 || flights.inTheAir().some(isAwaited);
  return {
    state: move.run,
    events: move.events,
    intents: performs.map((perform) => intentOf(program, perform)),
    outcomes,
    outgoing,
    lock: [...new Set(performs.flatMap((perform) => targetsOf(program, perform)))],
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
  return event.is === "performed" ? [{ ...idOf(event), outcome: event.result.is }] : [];
}

function toldOfTheEnd({ run }: Move, before: Run, parent: ParentTask | null): readonly Outgoing[] {
  return before.phase.is === "ended" ? [] : tellParent(parent, run);
}

function nextOf(run: Run): Next {
  if (run.phase.is === "ended") return { is: "end", outcome: run.phase.ending.outcome };
  return { is: "rest", until: firstTimer(run)?.at ?? null };
}
