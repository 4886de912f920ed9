import type { Program } from "../../playbook/program.ts";
import { advance } from "./advance.ts";
import { type Action, whyNot } from "./allowed-actions.ts";
import { beginClosing } from "./closing.ts";
import { onAnswered } from "./control/ask.ts";
import { onChildEnded } from "./control/child.ts";
import { onChildUndone } from "./control/child-undone.ts";
import type { Effect } from "./effect.ts";
import { ending } from "./ending.ts";
import type { RunEvent, Started, Stopped } from "./event.ts";
import { newRun } from "./start-run.ts";
import type { Run } from "./state.ts";
import { onVoted } from "./step/approval.ts";
import { onRevoked } from "./step/revoke.ts";
import { onUndoAsked } from "./taking-back.ts";
import { onProgressed } from "./task/arrive.ts";
import { onFreed } from "./task/freed.ts";
import { onRecordLost } from "./task/record-lost.ts";
import { onPerformed } from "./task/performed.ts";
import { onSettled } from "./task/settle.ts";
import { firstTimer, limitsOf, ringDue } from "./timers.ts";
import { emit, note, withRun, type Turn } from "./turn.ts";

/** What one event did: the run after it, what shall be done now, and the line for the record. */
export interface Transition {
  readonly run: Run;
  readonly effects: readonly Effect[];
  readonly entry: Entry;
}

interface Entry {
  readonly at: number;
  readonly event: RunEvent["is"] | Started["is"];
  /** What happened, in sentences. */
  readonly notes: readonly string[];
}

/** The first transition of a run. */
export function startRun(program: Program, event: Started): Transition {
  const run = newRun(program, event);
  const turn: Turn = { program, at: event.at, chance: 0, run, effects: [], notes: [] };
  return finish(wakeUp(advance(turn), undefined), event);
}

/** Every later one. Events that come twice, late or for nothing change nothing. */
export function transition(program: Program, run: Run, event: RunEvent): Transition {
  const at = Math.max(run.now, event.at);
  const chance = "chance" in event ? event.chance : 1;
  const turn: Turn = { program, at, chance, run, effects: [], notes: [] };
  if (isTooLate(run, event)) return finish(note(turn, "Ignored: the run has ended."), event);

  const onTime = ringDue(withRun(turn, { now: at }), limitsOf(run));
  const heard = hear(onTime, event);
  // A wake that has come is spent, even when it came too early.
  const known = event.is === "woke" ? undefined : firstTimer(run)?.at;
  return finish(wakeUp(advance(heard), known), event);
}

/** The run that these events made. Effects were performed long ago and are left aside. */
export function replay(program: Program, started: Started, events: readonly RunEvent[]): Run {
  const { run } = startRun(program, started);
  return events.reduce((current, event) => transition(program, current, event).run, run);
}

/** An ended run hears the wish to take its changes back, and then what that needs to know. */
function isTooLate({ phase }: Run, event: RunEvent): boolean {
  switch (phase.is) {
    case "running":
    case "closing":
      return false;
    case "taking_back":
      return event.is === "alert_resolved" || (event.is === "performed" && event.phase !== "undo");
    case "ended":
      return event.is !== "undo_asked";
  }
}

function hear(heard: Turn, event: RunEvent): Turn {
  const turn = rememberWish(heard, event);
  const refused = refusal(turn, event);
  if (refused !== undefined) return note(turn, `Ignored: ${refused}`);
  switch (event.is) {
    case "performed":
      return onPerformed(turn, event);
    case "progressed":
      return onProgressed(turn, event);
    case "voted":
      return onVoted(turn, event);
    case "revoked":
      return onRevoked(turn, event);
    case "answered":
      return onAnswered(turn, event);
    case "child_ended":
      return onChildEnded(turn, event);
    case "settled":
      return onSettled(turn, event);
    case "alert_resolved":
      return note(withRun(turn, { alertResolvedAt: turn.at }), "The alert resolved.");
    case "stopped":
      return onStopped(turn, event);
    case "undo_asked":
      return onUndoAsked(turn, event);
    case "child_undone":
      return onChildUndone(turn, event);
    case "freed":
      return onFreed(turn, event);
    case "record_lost":
      return onRecordLost(turn, event);
    case "woke":
      return turn;
  }
}

/** The run that called this one gets its answer even if there is nothing to do. */
function rememberWish(turn: Turn, event: RunEvent): Turn {
  const isWish = event.is === "undo_asked" && event.wish !== undefined;
  return isWish ? withRun(turn, { callersWish: event.wish }) : turn;
}

/** What a person asks for is looked up in the table; what the world reports is heard as it is. */
function refusal({ program, run }: Turn, event: RunEvent): string | undefined {
  const action = actionOf(event);
  return action === undefined ? undefined : whyNot(action, program, run);
}

function actionOf(event: RunEvent): Action | undefined {
  switch (event.is) {
    case "voted":
      return event.vote;
    case "revoked":
      return "revoke";
    case "answered":
      return "answer";
    case "settled":
      return "settle";
    case "stopped":
      return event.undo ? "stop_and_undo" : "stop";
    case "undo_asked":
      return "undo";
    case "performed":
    case "progressed":
    case "child_ended":
    case "child_undone":
    case "alert_resolved":
    case "freed":
    case "record_lost":
    case "woke":
      return undefined;
  }
}

function onStopped(turn: Turn, { by, undo }: Stopped): Turn {
  const reason = `${by} stopped the run${undo ? " and wanted its changes taken back" : ""}`;
  return beginClosing(turn, undo ? "everything" : "nothing", ending("cancelled", reason));
}

/** One wake at a time is enough: for whatever is due first. */
function wakeUp(turn: Turn, known: number | undefined): Turn {
  const first = firstTimer(turn.run);
  if (first === undefined || first.at === known) return turn;
  return emit(turn, { is: "wake", at: first.at, reason: first.reason });
}

function finish({ run, effects, notes, at }: Turn, event: RunEvent | Started): Transition {
  return { run, effects, entry: { at, event: event.is, notes } };
}
