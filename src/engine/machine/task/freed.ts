import type { Freed } from "../event.ts";
import type { Run, TaskState } from "../state.ts";
import { allTasks, note, withTask, type Turn } from "../turn.ts";

/** Tries at once what waits for that target, instead of when its pause is over. */
export function onFreed(turn: Turn, { target }: Freed): Turn {
  const tried = [...allTasks(turn.run)].reduce((next, { ref, task: { state } }) => {
    if (!waitsForTarget(state, target)) return next;
    const due = withTask(next, ref, { ...state, call: { ...state.call, until: turn.at } });
    return note(due, `${target} was let go, so "${ref.step}" tries again.`);
  }, turn);
  return tried === turn ? note(turn, `Ignored: nothing waits for ${target}.`) : tried;
}

/** The target that the run waits for, if there is one; of several, the first. */
export function targetAwaitedBy(run: Run): string | null {
  for (const { task } of allTasks(run)) {
    const target = targetOf(task.state);
    if (target !== undefined) return target;
  }
  return null;
}

type Acting = Extract<TaskState, { readonly is: "acting" }>;

function waitsForTarget(state: TaskState, target: string): state is Acting {
  return targetOf(state) === target;
}

function targetOf(state: TaskState): string | undefined {
  if (state.is !== "acting" || state.call.is !== "backing_off") return undefined;
  const obstacle = state.waits?.for;
  return obstacle?.is === "lock" ? obstacle.target : undefined;
}
