import { formatDuration, milliseconds } from "../../../model/duration.ts";
import { changes } from "../../../model/effect-class.ts";
import type { Safety } from "../../../playbook/format/safety.ts";
import type { Program } from "../../../playbook/program.ts";
import { beginClosing } from "../closing.ts";
import { ending, escalation } from "../ending.ts";
import type { Locked, Performed } from "../event.ts";
import type { Ending, KeptOut, TaskState } from "../state.ts";
import { allTasks, note, programStep, withRun, withTask, type Turn } from "../turn.ts";
import { heldFailure, nameOf } from "./held.ts";

type Acting = Extract<TaskState, { readonly is: "acting" }>;

/**
 * The first change of a run may not have what it needs for itself. The run does then what its
 * playbook says. It may wait, because it holds nothing that others could be waiting for.
 */
export function keepOut(
  turn: Turn,
  event: Performed,
  locked: Locked,
  { before, ...acting }: Acting,
): Turn {
  if (turn.run.phase.is !== "running") return withTask(turn, event, { is: "dropped" });
  const { onLocked, pageAfter } = rulesOf(turn.program);
  const { target, by } = locked;
  const since = acting.keptOut?.since ?? turn.at;
  const limit = since + pageAfter;
  const until = Math.min(turn.at + pauseAfter(turn.at - since), limit);
  // A try at a lock is none at the effect, which keeps all that it may have.
  const call = { is: "backing_off", attempt: event.attempt - 1, until } as const;
  const keptOut = { since, target, by };
  const waiting = unmarkChange(withTask(turn, event, { is: "acting", call, before, keptOut }));
  if (onLocked === "wait" && turn.at < limit)
    return noteNews(waiting, event, acting.keptOut, keptOut);
  return beginClosing(waiting, "nothing", endingOf(turn.program, event, locked));
}

function rulesOf({ playbook: { safety } }: Program) {
  const onLocked: Safety["on_locked"] = safety?.on_locked ?? "join";
  return { onLocked, pageAfter: milliseconds(safety?.page_after ?? "15m") };
}

const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

function pauseAfter(waited: number): number {
  return Math.min(Math.max(waited / 4, SHORTEST_PAUSE), LONGEST_PAUSE);
}

/** Nothing had been sent before, and this was not either. Others of the same moment may yet be. */
function unmarkChange(turn: Turn): Turn {
  const isAnySent = [...allTasks(turn.run)].some(({ ref, task: { state } }) => {
    const isInFlight = state.is === "acting" && state.call.is === "in_flight";
    return isInFlight && changes(programStep(turn.program, ref.step).effect);
  });
  return isAnySent ? turn : withRun(turn, { firstChangeAt: null });
}

function noteNews(turn: Turn, { step }: Performed, before: KeptOut | null, now: KeptOut): Turn {
  const isKnown = before?.target === now.target && before.by.id === now.by.id;
  if (isKnown) return turn;
  return note(turn, `"${step}" waits for ${now.target}, held by ${nameOf(now.by)}.`);
}

function endingOf(program: Program, { step }: Performed, locked: Locked): Ending {
  const { target, by } = locked;
  const { onLocked, pageAfter } = rulesOf(program);
  const failure = heldFailure(locked);
  switch (onLocked) {
    case "wait": {
      const reason = `Waited ${formatDuration(pageAfter)} for ${target}, held by ${nameOf(by)}`;
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
