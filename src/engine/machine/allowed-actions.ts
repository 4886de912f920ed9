import type { Program } from "../../playbook/program.ts";
import type { Run } from "./state.ts";
import { allTasks, programStep } from "./turn.ts";
import { canUndo, standing } from "./undo.ts";

/** What a person can do with a run. */
export const ACTIONS = [
  "approve",
  "deny",
  "answer",
  "settle",
  "stop",
  "stop_and_undo",
  "start",
  "undo",
  "retry",
] as const;

export type Action = (typeof ACTIONS)[number];

/** What has to be true of a run for an action to make sense. */
type Fact =
  | "running"
  | "asks for approval"
  | "asks a question"
  | "in doubt"
  | "ended"
  | "suggested"
  | "has a way back";

interface Rule {
  readonly needs: readonly Fact[];
  /** Why the action is refused when one of the facts is missing. */
  readonly otherwise: string;
}

/**
 * The one table of what is allowed when. The machine, the API, chat, the console and the command
 * line all ask it. `start`, `undo` and `retry` of an ended run are runs of their own.
 */
const RULES: Readonly<Record<Action, Rule>> = {
  approve: { needs: ["asks for approval"], otherwise: "No step waits for an approval." },
  deny: { needs: ["asks for approval"], otherwise: "No step waits for an approval." },
  answer: { needs: ["asks a question"], otherwise: "No step waits for an answer." },
  settle: { needs: ["in doubt"], otherwise: "No effect is in doubt." },
  stop: { needs: ["running"], otherwise: "The run is not running any more." },
  stop_and_undo: { needs: ["running"], otherwise: "The run is not running any more." },
  start: {
    needs: ["ended", "suggested"],
    otherwise: "Only a run that ended as suggested can be started.",
  },
  undo: {
    needs: ["ended", "has a way back"],
    otherwise: "Only an ended run that left a change with a way back can be undone.",
  },
  retry: { needs: ["ended"], otherwise: "Only an ended run can be run again." },
};

/** The reason why not, or nothing when the action is allowed. */
export function whyNot(action: Action, program: Program, run: Run): string | undefined {
  const facts = new Set(factsOf(program, run));
  const { needs, otherwise } = RULES[action];
  return needs.every((fact) => facts.has(fact)) ? undefined : otherwise;
}

function* factsOf(program: Program, run: Run): Generator<Fact> {
  if (run.phase.is === "running") yield "running";
  if (run.phase.is === "ended") {
    yield "ended";
    if (run.phase.ending.outcome === "suggested") yield "suggested";
    const left = standing(run).map(({ step }) => programStep(program, step));
    if (left.some(canUndo)) yield "has a way back";
    return;
  }
  for (const { is } of Object.values(run.steps)) {
    if (is === "awaiting_approval") yield "asks for approval";
  }
  for (const { task } of allTasks(run)) {
    if (task.state.is === "asking") yield "asks a question";
    if (task.state.is === "in_doubt") yield "in doubt";
  }
}
