import { escalate } from "../../../steps/control/escalate.ts";
import { stop } from "../../../steps/control/stop.ts";
import { beginClosing } from "../closing.ts";
import { escalation, ending } from "../ending.ts";
import { endingAtEnd, isProven } from "../outcome.ts";
import type { TaskRef } from "../state.ts";
import { finishTask } from "../task/end-task.ts";
import { workAt, type Turn } from "../turn.ts";

/** `stop`: the author's ending, except that `resolved` is never taken on trust. */
export function endByStop(turn: Turn, ref: TaskRef): Turn {
  const { outcome, reason } = stop.params.parse(workAt(turn, ref).task.with);
  const { step } = ref;
  const isUnproven = outcome === "resolved" && !isProven(turn.program, turn.run);
  const wanted = isUnproven
    ? endingAtEnd(turn.program, turn.run)
    : ending(outcome, reason, { step });
  return beginClosing(finishTask(turn, ref, {}), "nothing", wanted);
}

/** `escalate`: the author's decision to hand over. What was changed stays, and can be undone by hand. */
export function endByEscalate(turn: Turn, ref: TaskRef): Turn {
  const { to, reason } = escalate.params.parse(workAt(turn, ref).task.with);
  const wanted = escalation(turn.program, reason, { step: ref.step, escalateTo: to });
  return beginClosing(finishTask(turn, ref, {}), "nothing", wanted);
}
