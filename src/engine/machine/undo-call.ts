import type { Failure } from "../../model/failure.ts";
import type { Change } from "./state.ts";
import type { Wanted } from "./task/call.ts";
import { fillCall } from "./task/fill-call.ts";
import { readOutput } from "./task/result.ts";
import { workAt, type Turn } from "./turn.ts";

type UndoCall =
  | { readonly ok: true; readonly call: Wanted }
  | { readonly ok: false; readonly failure: Failure };

/** What takes a change back: the step that its playbook names, or the kind itself. */
export function undoCall(turn: Turn, change: Change): UndoCall {
  const { task, step } = workAt(turn, change);
  const ref = { step: change.step, item: change.item };
  if (step.undo !== undefined) {
    const { kind, with: tree } = step.undo;
    const filled = fillCall(turn, kind, tree, task.item);
    if (!filled.ok) return filled;
    return { ok: true, call: { ref, phase: "undo", kind, with: filled.with } };
  }
  const { kind } = step;
  const known = readOutput(kind, { is: "succeeded", output: change.output });
  if (!known.ok) return { ok: false, failure: nothingToCompareWith(change.step) };
  return { ok: true, call: { ref, phase: "undo", kind, with: task.with, undoes: known.output } };
}

function nothingToCompareWith(step: string): Failure {
  return {
    code: "E605",
    message: `What "${step}" returned is not known, so its undo cannot tell whether anything changed since`,
    remedy: "Look at the target and put it back by hand.",
    retry: "never",
  };
}
