import type { Performed, Unapproved } from "../event.ts";
import { askAgain } from "../step/approval.ts";
import { note, withTask, type Turn } from "../turn.ts";
import { failTask } from "./end-task.ts";
import { unapprovedFailure } from "./held.ts";

/** It was not sent, because what people agreed to does not hold any more. */
export function onUnapproved(turn: Turn, event: Performed, unapproved: Unapproved): Turn {
  const { step } = event;
  const { because, isFirst } = unapproved;
  if (turn.run.phase.is !== "running") return withTask(turn, event, { is: "dropped" });
  if (!isFirst) return failTask(turn, event, unapprovedFailure(unapproved));
  return askAgain(note(turn, `"${step}" was not sent: ${because.join(" ")}`), step, because);
}
