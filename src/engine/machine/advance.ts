import { beginClosing, close } from "./closing.ts";
import { ending, escalation } from "./ending.ts";
import { endingAtEnd } from "./outcome.ts";
import { nextStep } from "./sequence.ts";
import { endSteps } from "./step/end-step.ts";
import { itemsToStart } from "./step/foreach.ts";
import { lookAheadNext } from "./step/look-ahead.ts";
import { startStep } from "./step/start-step.ts";
import { endTakingBack } from "./taking-back.ts";
import { startTask } from "./task/start-task.ts";
import { ringDue, timersOf } from "./timers.ts";
import { allTasks, note, programStep, withStep, type Turn } from "./turn.ts";
import { undoNext } from "./undo.ts";

/**
 * Does whatever can be done now, one move at a time, until only events can bring more.
 *
 * The order of the moves is the order of importance: what ends a run comes before what goes on.
 */
export function advance(turn: Turn): Turn {
  let current = turn;
  for (;;) {
    const moved = moveOnce(current);
    if (moved === current) return current;
    current = moved;
  }
}

function moveOnce(turn: Turn): Turn {
  for (const move of movesOf(turn)) {
    const moved = move(turn);
    if (moved !== turn) return moved;
  }
  return turn;
}

type Move = (turn: Turn) => Turn;

function movesOf({ run }: Turn): readonly Move[] {
  switch (run.phase.is) {
    case "running":
      return [
        stopAfterFailedUndo,
        stopWhenAlertResolved,
        ringTimers,
        undoNext,
        lookAheadNext,
        endSteps,
        startTasks,
        startNextStep,
      ];
    case "closing":
      return [ringTimers, close];
    case "taking_back":
      return [ringTimers, undoNext, endTakingBack];
    case "ended":
      return [];
  }
}

function ringTimers(turn: Turn): Turn {
  return ringDue(turn, timersOf(turn.run));
}

/** What could not be taken back must not be built upon. */
function stopAfterFailedUndo(turn: Turn): Turn {
  const stuck = turn.run.changes.find(({ undo }) => undo.is === "failed");
  if (stuck === undefined) return turn;
  const reason = `"${stuck.step}" could not be taken back`;
  return beginClosing(turn, "nothing", escalation(turn.program, reason, { step: stuck.step }));
}

/** Before the first change there is nothing left to do; after it, a run goes on to its planned end. */
function stopWhenAlertResolved(turn: Turn): Turn {
  const { alertResolvedAt, firstChangeAt } = turn.run;
  if (alertResolvedAt === null || firstChangeAt !== null || isAnyTask(turn, "calling")) return turn;
  const reason = "The alert resolved before anything was changed";
  return beginClosing(turn, "nothing", ending("nothing_to_do", reason));
}

function startTasks(turn: Turn): Turn {
  if (isParked(turn)) return turn;
  for (const [step, state] of Object.entries(turn.run.steps)) {
    if (state.is !== "running") continue;
    const { foreach } = programStep(turn.program, step).step;
    const [item] = itemsToStart(state.tasks, foreach);
    if (item !== undefined) return startTask(turn, { step, item });
  }
  return turn;
}

/** A run in doubt is parked: what is on its way arrives, and nothing starts. */
function startNextStep(turn: Turn): Turn {
  if (isParked(turn)) return turn;
  const next = nextStep(turn.program, turn.run);
  switch (next.is) {
    case "start":
      return startStep(turn, next.step);
    case "leave_out": {
      const left = withStep(turn, next.step, { is: "skipped", because: "need_failed" });
      return note(left, `Left out "${next.step}": a step that it needs has failed.`);
    }
    case "wait":
      return turn;
    case "all_over":
      return beginClosing(turn, "nothing", endingAtEnd(turn.program, turn.run));
  }
}

function isParked(turn: Turn): boolean {
  const isUndoInDoubt = turn.run.changes.some(({ undo }) => undo.is === "in_doubt");
  return isUndoInDoubt || isAnyTask(turn, "in_doubt");
}

function isAnyTask(turn: Turn, is: "in_doubt" | "calling"): boolean {
  return [...allTasks(turn.run)].some(({ task }) => task.state.is === is);
}
