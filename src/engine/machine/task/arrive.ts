import type { JsonValue } from "../../../model/json.ts";
import type { Performed, Progressed } from "../event.ts";
import type { TaskRef, TaskState } from "../state.ts";
import { note, taskAt, withChange, withTask, workAt, type Turn } from "../turn.ts";
import { launch } from "./call.ts";
import { failTask } from "./end-task.ts";
import { happened } from "./happened.ts";
import { readOutput } from "./result.ts";

type Arriving = Extract<TaskState, { readonly is: "arriving" }>;

/** What was sent takes its time, as a rollout does. Whoever answers asks for as long as it needs. */
export function awaitArrival(turn: Turn, ref: TaskRef, output: JsonValue, before: JsonValue): Turn {
  const { task, step } = workAt(turn, ref);
  const wanted = {
    ref,
    phase: "arrival",
    kind: step.kind,
    with: task.with,
    awaits: output,
  } as const;
  const { turn: sent } = launch(turn, wanted, ONLY_ATTEMPT);
  return withTask(sent, ref, { is: "arriving", since: turn.at, seen: null, output, before });
}

/** What the kind says of a change that has arrived replaces what it said when it was sent. */
export function onArrived(turn: Turn, event: Performed, { before }: Arriving): Turn {
  const { kind } = workAt(turn, event).step;
  const read = readOutput(kind, event.result);
  if (!read.ok) return failTask(turn, event, read.failure);
  const { output } = read;
  return happened(withChange(turn, event, { output }), event, output, before);
}

export function onProgressed(turn: Turn, { step, item, progress }: Progressed): Turn {
  const ref = { step, item };
  const state = taskAt(turn.run, ref)?.state;
  if (state?.is !== "arriving") return note(turn, `Ignored: "${step}" is not on its way.`);
  const seen = { progress, at: turn.at };
  return note(withTask(turn, ref, { ...state, seen }), `"${step}" is on its way: ${progress}`);
}

/** Nothing is sent, so there is nothing to try again. */
export const ONLY_ATTEMPT = 1;
