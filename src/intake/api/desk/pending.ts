import type { Run, Task, TaskRef } from "../../../engine/machine/state.ts";
import { allTasks, programStep } from "../../../engine/machine/turn.ts";
import type { Program } from "../../../playbook/program.ts";
import { ask } from "../../../steps/control/ask.ts";
import type { PendingView } from "../views/run-view.ts";
import { timeText } from "./view-summary.ts";

/** Everything for which a run waits until a person says something. */
export function pendingOf(program: Program, run: Run): readonly PendingView[] {
  switch (run.phase.is) {
    case "running":
    case "closing": {
      const tasks = [...allTasks(run)].flatMap(({ ref, task }) => pendingTask(ref, task));
      return [...approvals(program, run), ...tasks, ...pendingUndos(run)];
    }
    case "taking_back":
      return pendingUndos(run);
    case "ended":
      return [];
  }
}

function pendingUndos({ changes }: Run): readonly PendingView[] {
  return changes.flatMap(({ step, item, undo }) =>
    undo.is === "in_doubt" ? [settling({ step, item }, undo.reason)] : [],
  );
}

function settling({ step, item }: TaskRef, about: string): PendingView {
  return { is: "settle", step, item, about, choices: [], until: null };
}

function pendingTask(ref: TaskRef, task: Task): readonly PendingView[] {
  switch (task.state.is) {
    case "asking": {
      const { question, choices = [] } = ask.params.parse(task.with);
      const until = timeText(task.state.until);
      return [{ is: "answer", ...ref, about: question, choices, until }];
    }
    case "in_doubt":
      return [settling(ref, task.state.reason)];
    case "waiting":
    case "looking":
    case "acting":
    case "arriving":
    case "checking":
    case "polling":
    case "sleeping":
    case "calling":
    case "done":
    case "failed":
    case "dropped":
      return [];
  }
}

function approvals(program: Program, run: Run): readonly PendingView[] {
  return Object.entries(run.steps).flatMap(([step, state]) => {
    if (state.is !== "awaiting_approval") return [];
    const { kind } = programStep(program, step);
    const about = state.tasks.map((task) => kind.describe(task.with)).join("; ");
    const until = timeText(state.expires);
    return [{ is: "approval" as const, step, item: 0, about, choices: [], until }];
  });
}
