import type { JsonValue } from "../../../model/json.ts";
import { askPerson } from "../control/ask.ts";
import { callChild } from "../control/child.ts";
import { endByEscalate, endByStop } from "../control/end-by-step.ts";
import { postMessage, writeNote } from "../control/tell.ts";
import { startWaitingUntil } from "../control/wait-until.ts";
import { startWaiting } from "../control/wait.ts";
import type { TaskRef } from "../state.ts";
import { workAt, type Turn } from "../turn.ts";
import { act } from "./act.ts";

/** Does what a step is for: an effect through its kind, or what a control kind means. */
export function carryOut(turn: Turn, ref: TaskRef, before: JsonValue): Turn {
  const { step } = workAt(turn, ref);
  if (step.kind.carrier === "step") return act(turn, ref, before);
  switch (step.kind.kind) {
    case "stop":
      return endByStop(turn, ref);
    case "escalate":
      return endByEscalate(turn, ref);
    case "wait":
      return startWaiting(turn, ref, before);
    case "wait_until":
      return startWaitingUntil(turn, ref, before);
    case "ask":
      return askPerson(turn, ref, before);
    case "slack.post":
      return postMessage(turn, ref);
    case "pagerduty.note":
      return writeNote(turn, ref);
    case "playbook":
      return callChild(turn, ref, before);
  }
  throw new RangeError(`The machine does not know the control kind "${step.kind.kind}"`);
}
