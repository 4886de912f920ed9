import { changes } from "../../../model/effect-class.ts";
import type { JsonValue } from "../../../model/json.ts";
import type { AnyKind } from "../../../steps/step-kind.ts";
import type { Performed, PerformResult } from "../event.ts";
import type { Waits } from "../attempt.ts";
import type { TaskRef, TaskState } from "../state.ts";
import { withTask, workAt, type Turn } from "../turn.ts";
import { awaitArrival } from "./arrive.ts";
import { launch } from "./call.ts";
import { countSent } from "./count-sent.ts";
import { doubt, doubtUnsent, mayBeLost } from "./doubt.ts";
import { failTask } from "./end-task.ts";
import { happened } from "./happened.ts";
import { holdBack } from "./hold-back.ts";
import { keepOut } from "./locked.ts";
import { nextTry } from "./next-try.ts";
import { recordChange } from "./record-change.ts";
import { failureOf, readOutput } from "./result.ts";
import { onUnapproved } from "./unapproved.ts";

type Acting = Extract<TaskState, { readonly is: "acting" }>;

/** Does what the step is for, through its kind, unless a lost part of the record may say that it did. */
export function act(turn: Turn, ref: TaskRef, before: JsonValue): Turn {
  const { effect } = workAt(turn, ref).step;
  return mayBeLost(turn.run, effect)
    ? doubtUnsent(turn, ref, before, 0)
    : send(turn, ref, before, 1);
}

/** The next try, which somebody vouches for: a failure that proves it never left, or a person. */
export function send(
  turn: Turn,
  ref: TaskRef,
  before: JsonValue,
  attempt: number,
  waits: Waits | null = null,
): Turn {
  const { task, step } = workAt(turn, ref);
  const wanted = { ref, phase: "run", kind: step.kind, with: task.with } as const;
  const sent = launch(turn, wanted, attempt);
  return withTask(sent.turn, ref, { is: "acting", call: sent.call, before, waits });
}

export function onActed(heard: Turn, event: Performed, acting: Acting): Turn {
  const turn = hasNotLeft(event.result) ? countSent(heard, event, -1) : heard;
  const { before } = acting;
  const { step } = workAt(turn, event);
  const { result, attempt } = event;
  switch (result.is) {
    case "succeeded":
      return took(turn, event, result.output, before);
    case "in_doubt":
      if (step.effect === "once") return doubt(turn, event, result.reason, before);
      break;
    case "locked":
      if (result.isFirst) return keepOut(turn, event, result, acting);
      break;
    case "held_back":
      return holdBack(turn, event, result, acting);
    case "unapproved":
      return onUnapproved(turn, event, result);
    case "failed":
      break;
  }
  const failure = failureOf(result);
  const call = nextTry(turn, event, step.effect, failure, attempt);
  if (call === undefined) return failTask(turn, event, failure);
  return withTask(turn, event, { is: "acting", call, before, waits: null });
}

function hasNotLeft(result: PerformResult): boolean {
  switch (result.is) {
    case "locked":
    case "held_back":
    case "unapproved":
      return true;
    case "failed":
      return result.failure.retry === "never_left";
    case "succeeded":
    case "in_doubt":
      return false;
  }
}

/** The effect has happened: it is on record before anything else is decided about it. */
export function took(turn: Turn, ref: TaskRef, output: JsonValue, before: JsonValue): Turn {
  const { step } = workAt(turn, ref);
  const recorded = changes(step.effect) ? recordChange(turn, ref, output) : turn;
  const read = readOutput(step.kind, { is: "succeeded", output });
  if (!read.ok) return failTask(recorded, ref, read.failure);
  const isOver = turn.run.phase.is !== "running" || !takesItsTime(step.kind);
  return isOver
    ? happened(recorded, ref, read.output, before)
    : awaitArrival(recorded, ref, read.output, before);
}

function takesItsTime(kind: AnyKind): boolean {
  return kind.carrier === "step" && kind.settled !== undefined;
}

/** A person vouches that it happened; what it returned is lost. */
export function vouched(turn: Turn, ref: TaskRef, before: JsonValue): Turn {
  return happened(recordChange(turn, ref, null), ref, null, before);
}
