import type { Failure } from "../../model/failure.ts";
import type { ProgramStep } from "../../playbook/program.ts";
import type { Performed } from "./event.ts";
import type { Call, Change, TaskRef, UndoScope } from "./state.ts";
import { launch, type Wanted } from "./task/call.ts";
import { fillCall } from "./task/fill-call.ts";
import { failureOf, readOutput } from "./task/result.ts";
import { backoff, DEFAULT_RETRY, mayRetry } from "./task/retry.ts";
import { isSameTask, note, programStep, withChange, withRun, workAt, type Turn } from "./turn.ts";

/** Marks changes that shall not stay. They are taken back one at a time, the last one first. */
export function takeBack(
  turn: Turn,
  scope: UndoScope,
  which: (change: Change) => boolean = () => true,
): Turn {
  let next = turn;
  for (const change of turn.run.changes) {
    const step = programStep(turn.program, change.step);
    if (change.undo.is !== "not_asked" || !which(change) || !isInScope(step, scope)) continue;
    next = withChange(next, change, { is: "wanted" });
  }
  return next;
}

/** Whether there is a way back at all: the kind's own, or a step that the playbook names. */
export function canUndo({ step, kind, undo }: ProgramStep): boolean {
  if (step.undo === "none") return false;
  return undo !== undefined || (kind.carrier === "step" && kind.undo.is === "possible");
}

export function isUndoing({ undo }: Change): boolean {
  return undo.is === "wanted" || undo.is === "running";
}

/** Changes that are still there, such as those a person may want to look at. */
export function standing(run: Turn["run"]): readonly Change[] {
  return run.changes.filter(({ undo }) => undo.is !== "undone");
}

/** Starts the next undo, unless one is on its way. */
export function undoNext(turn: Turn): Turn {
  const { changes: all } = turn.run;
  if (all.some(({ undo }) => undo.is === "running")) return turn;
  const last = all.findLast(({ undo }) => undo.is === "wanted");
  if (last === undefined) return turn;
  const wanted = callOf(turn, last);
  if (!wanted.ok) return giveUp(turn, last, wanted.failure);
  return start(note(turn, `Taking back "${last.step}".`), last, wanted.call, 1);
}

export function undoAgain(turn: Turn, change: Change, call: Call): Turn {
  const wanted = callOf(turn, change);
  if (!wanted.ok) return giveUp(turn, change, wanted.failure);
  return start(turn, change, wanted.call, call.attempt + 1);
}

export function onUndone(turn: Turn, event: Performed, call: Call): Turn {
  if (event.result.is === "succeeded") {
    return note(withChange(turn, event, { is: "undone" }), `Took back "${event.step}".`);
  }
  const failure = failureOf(event.result);
  const { undo } = programStep(turn.program, event.step);
  // A kind's own undo compares before it sets, so repeating it is safe.
  const effect = undo === undefined ? "idempotent" : undo.kind.effect;
  if (!mayRetry(effect, DEFAULT_RETRY, failure, call.attempt, undefined)) {
    return giveUp(turn, event, failure);
  }
  const until = turn.at + backoff(DEFAULT_RETRY, call.attempt, turn.chance);
  const next: Call = { is: "backing_off", attempt: call.attempt, until };
  return withChange(turn, event, { is: "running", call: next });
}

/** One change that cannot be taken back stops the others: they may build on each other. */
function giveUp(turn: Turn, ref: TaskRef, failure: Failure): Turn {
  const all = turn.run.changes.map((change): Change => {
    if (isSameTask(change, ref)) return { ...change, undo: { is: "failed", failure } };
    return change.undo.is === "wanted" ? { ...change, undo: { is: "not_asked" } } : change;
  });
  return note(
    withRun(turn, { changes: all }),
    `Could not take back "${ref.step}": ${failure.message}`,
  );
}

function isInScope(step: ProgramStep, scope: UndoScope): boolean {
  switch (scope) {
    case "nothing":
      return false;
    case "automatic":
      return step.step.undo !== "offer" && canUndo(step);
    case "everything":
      return canUndo(step);
  }
}

type UndoCall =
  | { readonly ok: true; readonly call: Wanted }
  | { readonly ok: false; readonly failure: Failure };

function callOf(turn: Turn, change: Change): UndoCall {
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

function start(turn: Turn, ref: TaskRef, wanted: Wanted, attempt: number): Turn {
  const sent = launch(turn, wanted, attempt);
  return withChange(sent.turn, ref, { is: "running", call: sent.call });
}

function nothingToCompareWith(step: string): Failure {
  return {
    code: "E605",
    message: `What "${step}" returned is not known, so its undo cannot tell whether anything changed since`,
    remedy: "Look at the target and put it back by hand.",
    retry: "never",
  };
}
