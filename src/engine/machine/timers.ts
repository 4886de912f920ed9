import { approvalOf } from "./approvals.ts";
import { expireQuestion } from "./control/ask.ts";
import { poll } from "./control/wait-until.ts";
import { passDeadline } from "./deadline.ts";
import type { Call, Watch } from "./attempt.ts";
import type { Change, Phase, Run, TaskRef, TaskState } from "./state.ts";
import { expireApproval } from "./step/approval.ts";
import { lookFor } from "./step/look-ahead.ts";
import { send } from "./task/act.ts";
import { readAgain } from "./task/check.ts";
import { happened } from "./task/happened.ts";
import { look } from "./task/look.ts";
import { timeOut } from "./task/time-out.ts";
import { allTasks, type Turn } from "./turn.ts";
import { undoAgain } from "./undo.ts";

/** Something that happens by itself when its time has come. */
export interface Timer {
  readonly at: number;
  readonly reason: string;
  readonly ring: (turn: Turn) => Turn;
}

/** What bounds people and the run as a whole. Rings before any event of a later time is heard. */
export function* limitsOf(run: Run): Generator<Timer> {
  if (run.phase.is !== "running") return;
  yield { at: run.deadline, reason: "deadline", ring: passDeadline };
  for (const [id, state] of Object.entries(run.steps)) {
    const approval = approvalOf(run, id);
    if (state.is !== "awaiting_approval" || approval === undefined) continue;
    const ring = (turn: Turn): Turn => expireApproval(turn, id);
    yield { at: approval.request.expires, reason: `approval of ${id} expires`, ring };
  }
}

/** Everything a run waits for, limits included. */
export function* timersOf(run: Run): Generator<Timer> {
  if (run.phase.is === "ended") return;
  yield* limitsOf(run);
  for (const { ref, task } of allTasks(run)) yield* taskTimers(ref, task.state);
  for (const change of run.changes) yield* undoTimers(change);
}

/** Rings the first timer that is due. */
export function ringDue(turn: Turn, timers: Iterable<Timer>): Turn {
  for (const { at, ring } of timers) if (at <= turn.at) return ring(turn);
  return turn;
}

export function firstTimer(run: Run): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timersOf(run)) if (first === undefined || timer.at < first.at) first = timer;
  return first;
}

function* taskTimers(ref: TaskRef, state: TaskState): Generator<Timer> {
  switch (state.is) {
    case "planning":
      yield callTimer(ref, "plan", state.call, (turn) => lookFor(turn, ref, state.first));
      return;
    case "looking":
      yield callTimer(ref, "before", state.call, (turn) => look(turn, ref, state.call.attempt + 1));
      return;
    case "acting": {
      const { call, before, waits } = state;
      const again = (turn: Turn): Turn => send(turn, ref, before, call.attempt + 1, waits);
      yield callTimer(ref, "run", call, again);
      return;
    }
    case "checking":
      yield watchTimer(ref, "after", state.watch, (turn) => readAgain(turn, ref, state));
      return;
    case "polling":
      yield watchTimer(ref, "poll", state.watch, (turn) => poll(turn, ref, state));
      return;
    case "sleeping": {
      const ring = (turn: Turn): Turn => happened(turn, ref, {}, state.before);
      yield { at: state.until, reason: `wait of ${ref.step} is over`, ring };
      return;
    }
    case "asking": {
      const ring = (turn: Turn): Turn => expireQuestion(turn, ref);
      yield { at: state.until, reason: `question of ${ref.step} expires`, ring };
      return;
    }
    case "waiting":
    case "arriving":
    case "in_doubt":
    case "calling":
    case "done":
    case "failed":
    case "dropped":
      return;
  }
}

function* undoTimers(change: Change): Generator<Timer> {
  if (change.undo.is !== "running") return;
  const { undo } = change;
  yield callTimer(change, "undo", undo.call, (turn) => undoAgain(turn, change, undo));
}

function callTimer(ref: TaskRef, phase: Phase, call: Call, again: Timer["ring"]): Timer {
  const { attempt, until } = call;
  if (call.is === "backing_off") {
    return { at: until, reason: `next attempt of ${ref.step}`, ring: again };
  }
  const ring = (turn: Turn): Turn => timeOut(turn, ref, phase, attempt);
  return { at: until, reason: `time-out of ${ref.step}`, ring };
}

function watchTimer(ref: TaskRef, phase: Phase, watch: Watch, again: Timer["ring"]): Timer {
  const { reads, until } = watch;
  if (watch.is === "pausing") return { at: until, reason: `next look of ${ref.step}`, ring: again };
  const ring = (turn: Turn): Turn => timeOut(turn, ref, phase, reads);
  return { at: until, reason: `time-out of ${ref.step}`, ring };
}
