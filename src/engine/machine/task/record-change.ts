import type { JsonValue } from "../../../model/json.ts";
import type { TaskRef } from "../state.ts";
import { withRun, type Turn } from "../turn.ts";

/** It has happened, and can be taken back from here on. */
export function recordChange(turn: Turn, { step, item }: TaskRef, output: JsonValue): Turn {
  const change = { step, item, output, undo: { is: "not_asked" }, undoTries: 0 } as const;
  return withRun(turn, { changes: [...turn.run.changes, change] });
}
