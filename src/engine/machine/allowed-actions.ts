import type { Program } from "../../playbook/program.ts";
import { isOpen } from "./approvals.ts";
import type { Run } from "./state.ts";
import { allTasks, programStep } from "./turn.ts";
import { standing, whyNotOffered } from "./way-back.ts";

/** What a person can do with a run. */
export const ACTIONS = [
  "approve",
  "deny",
  "revoke",
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
  | "it runs"
  | "it asks for approval"
  | "an approval of it can still be denied"
  | "somebody has approved"
  | "it asks a question"
  | "an effect is in doubt"
  | "it has ended"
  | "nothing of it is being taken back"
  | "it ended as suggested"
  | "a change of it stands"
  | "a change of it has a way back";

interface Need {
  readonly fact: Fact;
  /** Why the action is refused without it. */
  readonly otherwise: string;
}

const APPROVAL = {
  fact: "it asks for approval",
  otherwise: "No step waits for an approval",
} as const;
const RUNNING = { fact: "it runs", otherwise: "The run is not running any more" } as const;
const AT_REST = {
  fact: "nothing of it is being taken back",
  otherwise: "Its changes are being taken back",
} as const;

/**
 * The one table of what is allowed when. The machine, the API, chat, the console and the command
 * line all ask it. `start` and `retry` of an ended run are runs of their own.
 */
export const RULES: Readonly<Record<Action, readonly Need[]>> = {
  approve: [APPROVAL],
  deny: [
    {
      fact: "an approval of it can still be denied",
      otherwise: "No step waits for an approval, or for one to be used",
    },
  ],
  revoke: [
    RUNNING,
    { fact: "somebody has approved", otherwise: "Nobody has approved anything of it" },
  ],
  answer: [{ fact: "it asks a question", otherwise: "No step waits for an answer" }],
  settle: [{ fact: "an effect is in doubt", otherwise: "No effect is in doubt" }],
  stop: [RUNNING],
  stop_and_undo: [RUNNING],
  start: [
    {
      fact: "it ended as suggested",
      otherwise: "Only a run that ended as suggested can be started",
    },
  ],
  undo: [
    { fact: "it has ended", otherwise: "The run has not ended" },
    AT_REST,
    { fact: "a change of it stands", otherwise: "The run has left no change in place" },
    {
      fact: "a change of it has a way back",
      otherwise: "Nothing that the run has left can be taken back",
    },
  ],
  retry: [{ fact: "it has ended", otherwise: "Only an ended run can be run again" }, AT_REST],
};

/** The reason why not, or nothing when the action is allowed. */
export function whyNot(action: Action, program: Program, run: Run): string | undefined {
  const facts = new Set(factsOf(program, run));
  const missing = RULES[action].find(({ fact }) => !facts.has(fact));
  if (missing === undefined) return undefined;
  const { fact, otherwise } = missing;
  return fact === "a change of it has a way back"
    ? `${otherwise}: ${blocked(program, run)}.`
    : `${otherwise}.`;
}

function* factsOf(program: Program, run: Run): Generator<Fact> {
  yield* phaseFacts(run);
  if (run.phase.is === "running" || run.phase.is === "closing") yield* openFacts(run);
  if (run.changes.some(({ undo }) => undo.is === "in_doubt")) yield "an effect is in doubt";
  for (const change of standing(run)) {
    yield "a change of it stands";
    const isOffered = whyNotOffered(programStep(program, change.step), change) === undefined;
    if (isOffered) yield "a change of it has a way back";
  }
}

function* phaseFacts({ phase }: Run): Generator<Fact> {
  switch (phase.is) {
    case "running":
      return yield "it runs";
    case "closing":
      return;
    case "taking_back":
      return yield "it has ended";
    case "ended":
      yield "it has ended";
      yield "nothing of it is being taken back";
      if (phase.ending.outcome === "suggested") yield "it ended as suggested";
  }
}

/** What a run waits for whose end has not come. */
function* openFacts(run: Run): Generator<Fact> {
  for (const [step, { standing, votes }] of Object.entries(run.approvals)) {
    if (standing === "waiting") yield "it asks for approval";
    if (isOpen(run, step)) yield "an approval of it can still be denied";
    if (votes.length > 0) yield "somebody has approved";
  }
  for (const { task } of allTasks(run)) {
    if (task.state.is === "asking") yield "it asks a question";
    if (task.state.is === "in_doubt") yield "an effect is in doubt";
  }
}

function blocked(program: Program, run: Run): string {
  const reasons = standing(run).map((change) => {
    const because = whyNotOffered(programStep(program, change.step), change);
    return `"${change.step}" because ${because}`;
  });
  return [...new Set(reasons)].join("; ");
}
