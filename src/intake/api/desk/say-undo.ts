import type { Run } from "../../../engine/machine/state.ts";
import { obstacleInWords } from "../../../engine/machine/task/held.ts";

/** How far the changes of a step are taken back, to be put behind what it did. */
export function sayUndo(step: string, { changes }: Run): string {
  const undos = changes.filter((change) => change.step === step).map(({ undo }) => undo);
  const undone = undos.filter(({ is }) => is === "undone").length;
  const parts = undone === 0 ? [] : [undone === undos.length ? ALL : `${undone} taken back`];
  for (const undo of undos) {
    if (undo.is === "running" && undo.waits !== null && undo.call.is === "backing_off")
      parts.push(`its undo ${obstacleInWords(undo.waits.for)}`);
    if (undo.is === "in_doubt") parts.push(`in doubt: ${undo.reason}`);
    if (undo.is === "failed") parts.push(`not taken back: ${undo.failure.message}`);
  }
  return parts.map((part) => `; ${part}`).join("");
}

const ALL = "taken back";
