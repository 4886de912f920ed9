import { formatDuration } from "../../../model/duration.ts";
import type { Safety } from "../../../playbook/format/safety.ts";
import type { Program } from "../../../playbook/program.ts";
import { beginClosing } from "../closing.ts";
import { ending, escalation } from "../ending.ts";
import type { Locked, Performed } from "../event.ts";
import type { Waits } from "../attempt.ts";
import type { Ending, TaskState } from "../state.ts";
import { note, withTask, type Turn } from "../turn.ts";
import { heldFailure, nameOf } from "./held.ts";
import { unmarkChange } from "./mark-change.ts";
import { pageAfter } from "./page-after.ts";

type Acting = Extract<TaskState, { readonly is: "acting" }>;

/**
 * The first change of a run may not have what it needs for itself. The run does then what its
 * playbook says. It may wait, because it holds nothing that others could be waiting for.
 */
export function keepOut(
  turn: Turn,
  event: Performed,
  locked: Locked,
  { before, waits: known }: Acting,
): Turn {
  if (turn.run.phase.is !== "running") return withTask(turn, event, { is: "dropped" });
  const { target, by } = locked;
  const since = known?.since ?? turn.at;
  const limit = since + pageAfter(turn.program);
  const until = Math.min(turn.at + pauseAfter(turn.at - since), limit);
  // A try at a lock is none at the effect, which keeps all that it may have.
  const call = { is: "backing_off", attempt: event.attempt - 1, until } as const;
  const waits: Waits = { since, for: { is: "lock", target, by } };
  const waiting = unmarkChange(withTask(turn, event, { is: "acting", call, before, waits }));
  if (onLockedOf(turn.program) === "wait" && turn.at < limit)
    return noteNews(waiting, event, known, locked);
  return beginClosing(waiting, "nothing", endingOf(turn.program, event, locked));
}

function onLockedOf({ playbook: { safety } }: Program): Safety["on_locked"] {
  return safety?.on_locked ?? "join";
}

const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

function pauseAfter(waited: number): number {
  return Math.min(Math.max(waited / 4, SHORTEST_PAUSE), LONGEST_PAUSE);
}

function noteNews(
  turn: Turn,
  { step }: Performed,
  before: Waits | null,
  { target, by }: Locked,
): Turn {
  const known = before?.for;
  const isKnown = known?.is === "lock" && known.target === target && known.by.id === by.id;
  if (isKnown) return turn;
  return note(turn, `"${step}" waits for ${target}, held by ${nameOf(by)}.`);
}

function endingOf(program: Program, { step }: Performed, locked: Locked): Ending {
  const { target, by } = locked;
  const failure = heldFailure(locked);
  switch (onLockedOf(program)) {
    case "wait": {
      const waited = formatDuration(pageAfter(program));
      const reason = `Waited ${waited} for ${target}, held by ${nameOf(by)}`;
      return escalation(program, reason, { step, failure });
    }
    case "join":
      // A person who holds it is not at work on what the alert says.
      if (by.is === "person") return ending("refused", failure.message, { step, failure });
      return ending("nothing_to_do", `The run ${by.id} is at work on ${target} already`, { step });
    case "skip":
      return ending("refused", failure.message, { step, failure });
  }
}
