import { z } from "zod";
import type { Failure } from "../../../model/failure.ts";
import { changes } from "../../../model/effect-class.ts";
import type { ProgramStep } from "../../../playbook/program.ts";
import type { Foreseen } from "../../../model/approval.ts";
import { approvalOf, withApproval } from "../approvals.ts";
import type { Performed } from "../event.ts";
import type { Call } from "../attempt.ts";
import type { Task, TaskRef } from "../state.ts";
import { launch } from "../task/call.ts";
import { dropTask } from "../task/drop-task.ts";
import { nextTry } from "../task/next-try.ts";
import { failureOf } from "../task/result.ts";
import {
  note,
  programStep,
  stepState,
  tasksOf,
  withTask,
  withTaskPart,
  workAt,
  type Turn,
} from "../turn.ts";
import { present } from "./approval.ts";
import { failStep } from "./fail-step.ts";

/** Looks for one more item; when all have been looked for, their step comes before people. */
export function lookAheadNext(turn: Turn): Turn {
  for (const [id, state] of Object.entries(turn.run.steps)) {
    if (state.is !== "planning") continue;
    const next = lookAheadIn(turn, id, state.tasks);
    if (next !== turn) return next;
  }
  return turn;
}

/** So many looks at once: they are for people, and these take longer. */
const AT_ONCE = 10;

function lookAheadIn(turn: Turn, id: string, tasks: readonly Task[]): Turn {
  if (!isLookedFor(programStep(turn.program, id))) return present(turn, id, tasks);
  const busy = tasks.filter(({ state }) => state.is === "planning").length;
  const item = tasks.findIndex(({ state, plan }) => state.is === "waiting" && plan === null);
  if (item >= 0) return busy < AT_ONCE ? lookFor(turn, { step: id, item }) : turn;
  return busy === 0 ? present(turn, id, tasks) : turn;
}

/** A read is what it is, and what steers the run touches nothing outside. */
function isLookedFor({ kind, effect }: ProgramStep): boolean {
  return kind.carrier === "step" && changes(effect);
}

/** The next look; `first` is the one that the same asking began with. */
export function lookFor(turn: Turn, ref: TaskRef, first?: number): Turn {
  const { task, step } = workAt(turn, ref);
  const attempt = task.looks + 1;
  const wanted = { ref, phase: "plan", kind: step.kind, with: task.with } as const;
  const sent = launch(turn, wanted, attempt);
  const state = { is: "planning", call: sent.call, first: first ?? attempt } as const;
  return withTaskPart(sent.turn, ref, { state, looks: attempt });
}

export function onForeseen(turn: Turn, event: Performed, { first }: { readonly first: number }) {
  const read = readPlan(event);
  if (read.ok) return withTaskPart(turn, event, { state: { is: "waiting" }, plan: read.plan });
  const tries = event.attempt - first + 1;
  const again = nextTry(turn, event, "read", read.failure, tries);
  if (again === undefined) return giveUp(turn, event, read.failure);
  const call: Call = { ...again, attempt: event.attempt };
  return withTask(turn, event, { is: "planning", call, first });
}

const PlanSchema: z.ZodType<Foreseen> = z.object({
  before: z.record(z.string(), z.json()),
  after: z.record(z.string(), z.json()),
  sentence: z.string(),
});

type ReadPlan =
  | { readonly ok: true; readonly plan: Foreseen }
  | { readonly ok: false; readonly failure: Failure };

function readPlan({ step, result }: Performed): ReadPlan {
  if (result.is !== "succeeded") return { ok: false, failure: failureOf(result) };
  const parsed = PlanSchema.safeParse(result.output);
  return parsed.success
    ? { ok: true, plan: parsed.data }
    : { ok: false, failure: unreadable(step) };
}

/** What cannot be foreseen is not asked: nobody would know what they approve. */
function giveUp(turn: Turn, ref: TaskRef, failure: Failure): Turn {
  const { step } = ref;
  const failed = withTask(withdrawn(turn, step), ref, { is: "failed", failure });
  const dropped = tasksOf(stepState(failed.run, step)).reduce(
    (next, { state }, item) => dropTask(next, { step, item }, state),
    failed,
  );
  const noted = note(dropped, `"${step}" failed: ${failure.message}`);
  return failStep(noted, step, tasksOf(stepState(dropped.run, step)), failure);
}

function withdrawn(turn: Turn, step: string): Turn {
  const approval = approvalOf(turn.run, step);
  if (approval === undefined) return turn;
  return withApproval(turn, step, { ...approval, standing: "withdrawn" });
}

function unreadable(step: string): Failure {
  return {
    code: "E305",
    message: `The plan of "${step}" has another form than its kind promises`,
    remedy: "Report it, with the kind of the step.",
    retry: "never",
  };
}
