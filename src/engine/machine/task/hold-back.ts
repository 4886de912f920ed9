import type { Braked } from "../../../model/braked.ts";
import { formatDuration } from "../../../model/duration.ts";
import { beginClosing } from "../closing.ts";
import { escalation } from "../ending.ts";
import type { HeldBack, Performed } from "../event.ts";
import type { Waits } from "../attempt.ts";
import type { TaskState } from "../state.ts";
import { note, withTask, type Turn } from "../turn.ts";
import { askBrakeAgainAt } from "./ask-brake-again.ts";
import { heldBackFailure } from "./held.ts";
import { unmarkChange } from "./mark-change.ts";
import { pageAfter } from "./page-after.ts";

type Acting = Extract<TaskState, { readonly is: "acting" }>;

/**
 * A brake says no for now. The change waits for it, with all its tries, until a person has to be
 * told. What was changed before stays: to take it back would be a change too.
 */
export function holdBack(
  turn: Turn,
  event: Performed,
  { by, isFirst }: HeldBack,
  { before, waits: known }: Acting,
): Turn {
  if (turn.run.phase.is !== "running") return withTask(turn, event, { is: "dropped" });
  const waits: Waits = { since: known?.since ?? turn.at, for: { is: "brake", by } };
  const limit = waits.since + pageAfter(turn.program);
  const until = askBrakeAgainAt(by, waits.since, turn.at, limit);
  // A try at a brake is none at the effect.
  const call = { is: "backing_off", attempt: event.attempt - 1, until } as const;
  const held = withTask(turn, event, { is: "acting", call, before, waits });
  const waiting = isFirst ? unmarkChange(held) : held;
  if (turn.at < limit) return noteNews(waiting, event, known, by);
  const waited = formatDuration(limit - waits.since);
  const reason = `"${event.step}" was held back for ${waited}: ${by.message}`;
  const failure = heldBackFailure(by);
  return beginClosing(
    waiting,
    "nothing",
    escalation(turn.program, reason, { step: event.step, failure }),
  );
}

function noteNews(turn: Turn, { step }: Performed, before: Waits | null, by: Braked): Turn {
  const isKnown = before?.for.is === "brake" && before.for.by.rule === by.rule;
  return isKnown ? turn : note(turn, `"${step}" is held back: ${by.message}.`);
}
