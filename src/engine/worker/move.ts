import type { Program } from "../../playbook/program.ts";
import type { IntentId, Recorded } from "../../ports/run-change.ts";
import type { Effect, Perform } from "../machine/effect.ts";
import type { RunEvent } from "../machine/event.ts";
import type { Run } from "../machine/state.ts";
import { transition } from "../machine/transition.ts";
import { isSameIntent } from "./intent.ts";
import type { Happening } from "./happening.ts";

/** What several events did to a run, one after the other, to be stored as one change. */
export interface Move {
  readonly run: Run;
  readonly events: readonly Recorded<RunEvent>[];
  /** Everything the machine wanted but effects to perform, in its order. */
  readonly effects: readonly Exclude<Effect, Perform>[];
  /** Effects to perform that nothing has answered or given up since they were wanted. */
  readonly performs: readonly Perform[];
}

/** `wanted` are effects of earlier events that no change has committed to yet. */
export function moveOn(
  program: Program,
  run: Run,
  happenings: readonly Happening[],
  wanted: readonly Perform[],
): Move {
  let move: Move = { run, events: [], effects: [], performs: wanted };
  for (const happening of happenings) move = hear(program, move, happening);
  return move;
}

function hear(program: Program, move: Move, { event, actor, surface }: Happening): Move {
  const { run, effects, entry } = transition(program, move.run, event);
  const known = event.is === "performed" ? without(move.performs, event) : move.performs;
  let next: Move = {
    run,
    events: [...move.events, { event, notes: entry.notes, actor, surface }],
    effects: move.effects,
    performs: known,
  };
  for (const effect of effects) next = want(next, effect);
  return next;
}

function want(move: Move, effect: Effect): Move {
  if (effect.is === "perform") return { ...move, performs: [...move.performs, effect] };
  const effects = [...move.effects, effect];
  if (effect.is !== "abort") return { ...move, effects };
  return { ...move, effects, performs: without(move.performs, effect) };
}

function without(performs: readonly Perform[], id: IntentId): readonly Perform[] {
  return performs.filter((perform) => !isSameIntent(perform, id));
}
