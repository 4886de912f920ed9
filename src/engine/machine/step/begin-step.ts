import type { Task } from "../state.ts";
import { note, withRun, withStep, type Turn } from "../turn.ts";

/** From here on the step's tasks may start. */
export function begin(turn: Turn, id: string, tasks: readonly Task[]): Turn {
  const own = tasks.map((task): Task => ({ ...task, plan: null }));
  const running = withStep(turn, id, { is: "running", tasks: own });
  const { path } = turn.run;
  // One that had to be asked again has begun before.
  const begun = path.includes(id) ? running : withRun(running, { path: [...path, id] });
  return note(begun, `Began "${id}".`);
}
