import { shortDigest } from "../../../engine/approval/digest.ts";
import type { Run, Task, TaskRef } from "../../../engine/machine/state.ts";
import { allTasks } from "../../../engine/machine/turn.ts";
import { ask } from "../../../steps/control/ask.ts";
import type { PendingView } from "../views/run-view.ts";
import { timeText } from "./view-summary.ts";

/** Everything for which a run waits until a person says something. */
export function pendingOf(run: Run): readonly PendingView[] {
  switch (run.phase.is) {
    case "running":
    case "closing": {
      const tasks = [...allTasks(run)].flatMap(({ ref, task }) => pendingTask(ref, task));
      return [...approvals(run), ...tasks, ...pendingUndos(run)];
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
  return { is: "settle", step, item, about, choices: [], until: null, plan: null };
}

function pendingTask(ref: TaskRef, task: Task): readonly PendingView[] {
  switch (task.state.is) {
    case "asking": {
      const { question, choices = [] } = ask.params.parse(task.with);
      const until = timeText(task.state.until);
      return [{ is: "answer", ...ref, about: question, choices, until, plan: null }];
    }
    case "in_doubt":
      return [settling(ref, task.state.reason)];
    case "waiting":
    case "planning":
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

function approvals(run: Run): readonly PendingView[] {
  return Object.entries(run.approvals).flatMap(([step, { standing, request, digest }]) => {
    if (standing !== "waiting") return [];
    const runs = request.effects.filter(({ phase }) => phase === "run");
    const about = runs.map(({ sentence }) => sentence).join(" ");
    const until = timeText(request.expires);
    const plan = shortDigest(digest);
    return [{ is: "approval" as const, step, item: 0, about, choices: [], until, plan }];
  });
}
