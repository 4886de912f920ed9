import { milliseconds } from "../../../model/duration.ts";
import type { JsonValue } from "../../../model/json.ts";
import { wait } from "../../../steps/control/wait.ts";
import type { TaskRef } from "../state.ts";
import { withTask, workAt, type Turn } from "../turn.ts";

/** `wait`: over when enough time has passed. */
export function startWaiting(turn: Turn, ref: TaskRef, before: JsonValue): Turn {
  const params = wait.params.parse(workAt(turn, ref).task.with);
  return withTask(turn, ref, { is: "sleeping", until: turn.at + milliseconds(params.for), before });
}
