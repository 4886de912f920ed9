import type { TaskRef } from "../state.ts";
import { taskAt, withTaskPart, type Turn } from "../turn.ts";

/** Keeps count of the tries that may have left: an approval is used once there is one. */
export function countSent(turn: Turn, ref: TaskRef, more: 1 | -1): Turn {
  const sent = taskAt(turn.run, ref)?.sent ?? 0;
  return withTaskPart(turn, ref, { sent: sent + more });
}
