import type { TaskRef } from "../state.ts";
import { workAt, type Turn } from "../turn.ts";
import { carryOut } from "./carry-out.ts";
import { look } from "./look.ts";

/** The first move of a task: a look at what its check will compare with, or the thing itself. */
export function startTask(turn: Turn, ref: TaskRef): Turn {
  const { verify } = workAt(turn, ref).step;
  return verify === undefined ? carryOut(turn, ref, null) : look(turn, ref);
}
