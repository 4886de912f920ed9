import { onPolled } from "../control/wait-until.ts";
import type { Performed } from "../event.ts";
import type { Call, Watch } from "../attempt.ts";
import type { TaskState } from "../state.ts";
import { onForeseen } from "../step/look-ahead.ts";
import { isSameTask, note, taskAt, type Turn } from "../turn.ts";
import { onUndone, tookBack } from "../undo.ts";
import { onActed, took } from "./act.ts";
import { onArrived } from "./arrive.ts";
import { onChecked } from "./check.ts";
import { onLooked } from "./look.ts";

/** Takes the answer to a `perform` effect to whoever waits for it. */
export function onPerformed(turn: Turn, event: Performed): Turn {
  if (event.phase === "undo") return onUndoPerformed(turn, event);
  const state = taskAt(turn.run, event)?.state;
  if (state === undefined) return ignore(turn, event);
  switch (event.phase) {
    case "plan":
      if (state.is !== "planning" || !answers(event, state.call)) break;
      return onForeseen(turn, event, state);
    case "before":
      if (state.is !== "looking" || !answers(event, state.call)) break;
      return onLooked(turn, event);
    case "run":
      return onRunPerformed(turn, event, state);
    case "arrival":
      if (state.is !== "arriving") break;
      return onArrived(turn, event, state);
    case "after":
      if (state.is !== "checking" || !answersRead(event, state.watch)) break;
      return onChecked(turn, event, state);
    case "poll":
      if (state.is !== "polling" || !answersRead(event, state.watch)) break;
      return onPolled(turn, event, state);
  }
  return ignore(turn, event);
}

function onRunPerformed(turn: Turn, event: Performed, state: TaskState): Turn {
  if (state.is === "acting" && answers(event, state.call)) {
    return onActed(turn, event, state);
  }
  // The answer that everybody was missing settles the doubt; an error would prove nothing.
  const { result } = event;
  const isMissed = state.is === "in_doubt" && state.attempt === event.attempt;
  if (isMissed && result.is === "succeeded") return took(turn, event, result.output, state.before);
  return ignore(turn, event);
}

function onUndoPerformed(turn: Turn, event: Performed): Turn {
  const change = turn.run.changes.find((one) => isSameTask(one, event));
  if (change === undefined) return ignore(turn, event);
  const { undo, undoTries } = change;
  if (undo.is === "running" && answers(event, undo.call)) return onUndone(turn, event, undo);
  const isMissed = undo.is === "in_doubt" && undoTries === event.attempt;
  if (isMissed && event.result.is === "succeeded") return tookBack(turn, event);
  return ignore(turn, event);
}

function answers({ attempt }: Performed, call: Call): boolean {
  return call.is === "in_flight" && call.attempt === attempt;
}

function answersRead({ attempt }: Performed, watch: Watch): boolean {
  return watch.is === "reading" && watch.reads === attempt;
}

/** Late, doubled, or given up in the meantime. */
function ignore(turn: Turn, { step, phase, attempt }: Performed): Turn {
  return note(turn, `Ignored a late answer to "${step}" (${phase}, attempt ${attempt}).`);
}
