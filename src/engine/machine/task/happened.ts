import type { JsonValue } from "../../../model/json.ts";
import type { TaskRef } from "../state.ts";
import { workAt, type Turn } from "../turn.ts";
import { check } from "./check.ts";
import { finishTask } from "./end-task.ts";

/** What the step is for has been done, by a kind or by a person; now its check, if it has one. */
export function happened(turn: Turn, ref: TaskRef, output: JsonValue, before: JsonValue): Turn {
  const { verify } = workAt(turn, ref).step;
  if (verify === undefined || turn.run.phase.is !== "running") {
    return finishTask(turn, ref, output);
  }
  return check(turn, ref, { output, before });
}
