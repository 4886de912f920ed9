import type { Change } from "./state.ts";
import { emit, withChange, type Turn } from "./turn.ts";

/** The run that a step called takes its own changes back, the last one first as well. */
export function undoChild(turn: Turn, { step, item, undoTries }: Change): Turn {
  const wish = undoTries + 1;
  const asked = emit(turn, { is: "undo_playbook", step, item, wish });
  return withChange(asked, { step, item }, { undo: { is: "calling" }, undoTries: wish });
}
