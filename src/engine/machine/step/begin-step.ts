import type { Task } from "../state.ts";
import { note, withRun, withStep, type Turn } from "../turn.ts";

/** From here on the step's tasks may start. */
export function begin(turn: Turn, id: string, tasks: readonly Task[]): Turn {
  const running = withStep(turn, id, { is: "running", tasks });
  return note(withRun(running, { path: [...turn.run.path, id] }), `Began "${id}".`);
}
