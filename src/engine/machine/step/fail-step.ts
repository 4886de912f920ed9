import type { Failure } from "../../../model/failure.ts";
import type { Task } from "../state.ts";
import { withStep, type Turn } from "../turn.ts";
import { takeBack } from "../undo.ts";

/** Its own changes go first; what `on_failure` says comes after that. */
export function failStep(turn: Turn, id: string, tasks: readonly Task[], failure: Failure): Turn {
  const idle = tasks.map((task): Task =>
    task.state.is === "waiting" ? { ...task, state: { is: "dropped" } } : task,
  );
  const failed = withStep(turn, id, { is: "undoing", tasks: idle, failure });
  return takeBack(failed, "automatic", (change) => change.step === id);
}
