import { approvalOf, isUsed, withApproval } from "./approvals.ts";
import { endRun } from "./end-run.ts";
import type { Ending, UndoScope } from "./state.ts";
import { dropTask, isOnItsWay } from "./task/drop-task.ts";
import { allTasks, emit, note, withRun, withStep, type Turn } from "./turn.ts";
import { giveUpDoubts, takeBack, takeBackTemporary, undoNext } from "./undo.ts";
import { isUndoing } from "./way-back.ts";

/** From here on nothing new starts. The first reason to end is the one that counts. */
export function beginClosing(turn: Turn, undo: UndoScope, ending: Ending): Turn {
  if (turn.run.phase.is !== "running") return turn;
  const closing = withRun(turn, { phase: { is: "closing", ending, undo, stage: "draining" } });
  const withdrawn = giveUpDoubts(withdrawApprovals(note(closing, `${ending.reason}.`)));
  return [...allTasks(withdrawn.run)].reduce(
    (next, { ref, task }) => dropTask(next, ref, task.state),
    withdrawn,
  );
}

/** The way from the decision to end until the end. */
export function close(turn: Turn): Turn {
  const { phase } = turn.run;
  if (phase.is !== "closing") return turn;
  switch (phase.stage) {
    case "draining": {
      if ([...allTasks(turn.run)].some(({ task }) => isOnItsWay(task.state))) return turn;
      return takeBack(withRun(turn, { phase: { ...phase, stage: "undoing" } }), phase.undo);
    }
    case "undoing": {
      const next = undoNext(takeBackTemporary(turn));
      return next.run.changes.some(isUndoing) ? next : endRun(next, phase.ending);
    }
  }
}

function withdrawApprovals(turn: Turn): Turn {
  let next = turn;
  for (const [step, state] of Object.entries(turn.run.steps)) {
    const approval = approvalOf(turn.run, step);
    const isOpen = approval?.standing === "waiting" || approval?.standing === "granted";
    if (isOpen && !isUsed(turn.run, step)) {
      next = withApproval(next, step, { ...approval, standing: "withdrawn" });
    }
    if (state.is !== "awaiting_approval" && state.is !== "planning") continue;
    const told = approval === undefined ? next : emit(next, { is: "withdraw_approval", step });
    next = withStep(told, step, { is: "stopped", tasks: state.tasks });
  }
  return next;
}
