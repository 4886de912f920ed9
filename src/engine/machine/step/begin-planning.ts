import type { Task } from "../state.ts";
import { withStep, type Turn } from "../turn.ts";

/** What each change of the step would do is looked up before people are asked about it. */
export function beginPlanning(turn: Turn, id: string, tasks: readonly Task[]): Turn {
  const unseen = tasks.map((task): Task => ({
    ...task,
    state: { is: "waiting" },
    plan: null,
    sent: 0,
  }));
  return withStep(turn, id, { is: "planning", tasks: unseen });
}
