import type { Run } from "../../../engine/machine/state.ts";

/** How far the changes of a step are taken back, to be put behind what it did. */
export function sayUndo(step: string, { changes }: Run): string {
  const undos = changes.filter((change) => change.step === step).map(({ undo }) => undo);
  const undone = undos.filter(({ is }) => is === "undone").length;
  const parts = undone === 0 ? [] : [undone === undos.length ? ALL : `${undone} taken back`];
  for (const undo of undos) {
    if (undo.is === "in_doubt") parts.push(`in doubt: ${undo.reason}`);
    if (undo.is === "failed") parts.push(`not taken back: ${undo.failure.message}`);
  }
  return parts.map((part) => `; ${part}`).join("");
}

const ALL = "taken back";
