import type { Failure } from "../../model/failure.ts";
import type { ProgramStep } from "../../playbook/program.ts";
import type { HeldBack, Performed, Settled } from "./event.ts";
import type { Call, Waits } from "./attempt.ts";
import type { Change, TaskRef, UndoScope } from "./state.ts";
import { askBrakeAgainAt } from "./task/ask-brake-again.ts";
import { launch } from "./task/call.ts";
import { LOST, mayBeLost } from "./task/doubt.ts";
import { heldBackFailure } from "./task/held.ts";
import { pageAfter } from "./task/page-after.ts";
import { failureOf } from "./task/result.ts";
import { backoff, DEFAULT_RETRY, mayRetry } from "./task/retry.ts";
import { emit, isSameTask, note, programStep, withChange, withRun, type Turn } from "./turn.ts";
import { undoCall } from "./undo-call.ts";
import { undoChild } from "./undo-child.ts";
import { hasWayBack, isTemporary, isUnderWay, undoEffect } from "./way-back.ts";

type Running = Extract<Change["undo"], { readonly is: "running" }>;

/** Marks changes that shall not stay. They are taken back one at a time, the last one first. */
export function takeBack(
  turn: Turn,
  scope: UndoScope,
  which: (change: Change) => boolean = () => true,
): Turn {
  // What could not be taken back stops the rest: they may build on each other.
  if (turn.run.changes.some(({ undo }) => undo.is === "failed")) return turn;
  return markWanted(turn, (change) => {
    const step = programStep(turn.program, change.step);
    return change.undo.is === "not_asked" && which(change) && isInScope(step, scope);
  });
}

/** However a run ends, and whatever else could not be taken back: it does not outlast the run. */
export function takeBackTemporary(turn: Turn): Turn {
  return markWanted(turn, (change) => {
    const step = programStep(turn.program, change.step);
    return change.undo.is === "not_asked" && isTemporary(step) && hasWayBack(step);
  });
}

export function markWanted(turn: Turn, which: (change: Change) => boolean): Turn {
  const marked = turn.run.changes.filter(which);
  return marked.reduce(
    (next, change) => withChange(next, change, { undo: { is: "wanted" } }),
    turn,
  );
}

/** Starts the next undo, unless one is on its way. */
export function undoNext(turn: Turn): Turn {
  const { changes: all } = turn.run;
  if (all.some(({ undo }) => isUnderWay(undo))) return turn;
  const last = all.findLast(({ undo }) => undo.is === "wanted");
  if (last === undefined) return turn;
  const begun = note(turn, `Taking back "${last.step}".`);
  const step = programStep(turn.program, last.step);
  if (step.kind.carrier === "engine" && step.undo === undefined) return undoChild(begun, last);
  const isInDoubt = mayBeLost(turn.run, undoEffect(step));
  return isInDoubt ? doubtLost(begun, last) : startUndo(begun, last);
}

/** An undo that was still to be tried may have been sent in a part of the record that is lost. */
export function doubtUndoes(turn: Turn): Turn {
  return turn.run.changes.reduce((next, change) => {
    const isUnsent = change.undo.is === "running" && change.undo.call.is === "backing_off";
    const effect = undoEffect(programStep(turn.program, change.step));
    return isUnsent && mayBeLost(next.run, effect) ? doubtLost(next, change) : next;
  }, turn);
}

/** A run that is ending cannot wait for an answer. */
function doubtLost(turn: Turn, change: Change): Turn {
  return turn.run.phase.is === "closing"
    ? giveUp(turn, change, nobodyKnows(change))
    : doubt(turn, change, LOST);
}

export function undoAgain(turn: Turn, change: Change, { first, waits }: Running): Turn {
  return startUndo(turn, change, first, waits);
}

export function onUndone(turn: Turn, event: Performed, running: Running): Turn {
  const { call, first } = running;
  const { result } = event;
  if (result.is === "succeeded") return tookBack(turn, event);
  if (result.is === "held_back") return holdUndoBack(turn, event, result, running);
  const effect = undoEffect(programStep(turn.program, event.step));
  // A run that is ending cannot wait for an answer.
  const isWaitedFor = effect === "once" && turn.run.phase.is !== "closing";
  if (result.is === "in_doubt" && isWaitedFor) return doubt(turn, event, result.reason);
  const failure = failureOf(result);
  const tries = call.attempt - first + 1;
  if (!mayRetry(effect, DEFAULT_RETRY, failure, tries, undefined)) {
    return giveUp(turn, event, failure);
  }
  const until = turn.at + backoff(DEFAULT_RETRY, tries, turn.chance);
  const next: Call = { is: "backing_off", attempt: call.attempt, until };
  return withChange(turn, event, { undo: { is: "running", call: next, first, waits: null } });
}

/** A brake says no for now; what was tried at it is no try at the undo. */
function holdUndoBack(
  turn: Turn,
  event: Performed,
  { by }: HeldBack,
  { call, first, waits: known }: Running,
): Turn {
  const waits: Waits = { since: known?.since ?? turn.at, for: { is: "brake", by } };
  const limit = waits.since + pageAfter(turn.program);
  if (turn.at >= limit) return giveUp(turn, event, heldBackFailure(by));
  const next: Call = {
    ...call,
    is: "backing_off",
    until: askBrakeAgainAt(by, waits.since, turn.at, limit),
  };
  const held = withChange(turn, event, {
    undo: { is: "running", call: next, first: first + 1, waits },
  });
  return known === null
    ? note(held, `The undo of "${event.step}" is held back: ${by.message}.`)
    : held;
}

export function tookBack(turn: Turn, ref: TaskRef): Turn {
  return note(withChange(turn, ref, { undo: { is: "undone" } }), `Took back "${ref.step}".`);
}

/** A person closes a doubt about an undo. */
export function onUndoSettled(turn: Turn, { by, verdict }: Settled, change: Change): Turn {
  const settled = note(turn, `${by} settled the undo of "${change.step}" as ${verdict}.`);
  switch (verdict) {
    case "happened":
      return tookBack(settled, change);
    case "not_happened":
      // Their word is the proof that it never left.
      return startUndo(settled, change);
    case "unknown":
      return giveUp(settled, change, nobodyKnows(change));
  }
}

/** What nobody has settled by now is not waited for. */
export function giveUpDoubts(turn: Turn): Turn {
  const doubtful = turn.run.changes.find(({ undo }) => undo.is === "in_doubt");
  return doubtful === undefined ? turn : giveUp(turn, doubtful, nobodyKnows(doubtful));
}

function doubt(turn: Turn, { step, item }: TaskRef, because: string): Turn {
  const reason = `its undo: ${because}`;
  const parked = withChange(turn, { step, item }, { undo: { is: "in_doubt", reason } });
  const noted = note(parked, `"${step}" is in doubt: ${reason}`);
  return emit(noted, { is: "ask_to_settle", step, item, reason });
}

/** One change that cannot be taken back stops the others, where they may build on it. */
export function giveUp(turn: Turn, ref: TaskRef, failure: Failure): Turn {
  const stopsOthers = !isTemporary(programStep(turn.program, ref.step));
  const all = turn.run.changes.map((change): Change => {
    if (isSameTask(change, ref)) return { ...change, undo: { is: "failed", failure } };
    const isStopped = stopsOthers && change.undo.is === "wanted";
    return isStopped ? { ...change, undo: { is: "not_asked" } } : change;
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
      return step.step.undo !== "offer" && hasWayBack(step);
    case "everything":
      return hasWayBack(step);
  }
}

/** The next try; `first` is the one that the same wish began with. */
function startUndo(
  turn: Turn,
  change: Change,
  first: number = change.undoTries + 1,
  waits: Waits | null = null,
): Turn {
  const wanted = undoCall(turn, change);
  if (!wanted.ok) return giveUp(turn, change, wanted.failure);
  const attempt = change.undoTries + 1;
  const { turn: sent, call } = launch(turn, wanted.call, attempt);
  return withChange(sent, change, {
    undo: { is: "running", call, first, waits },
    undoTries: attempt,
  });
}

function nobodyKnows({ step }: Change): Failure {
  return {
    code: "E605",
    message: `Nobody knows whether "${step}" has been taken back`,
    remedy: "Look at the target before anything else is done to it.",
    retry: "never",
  };
}
