import { z } from "zod";
import { OUTCOMES } from "../../../model/outcome.ts";
import { UNDO_PROGRESS } from "../../../model/undo-progress.ts";
import { MODES } from "../../../playbook/format/safety.ts";
import { JsonValues } from "./json-values.ts";
import { ProblemView } from "./problem-view.ts";

const Time = z.iso.datetime();

/** A run in a list. */
export const RunSummaryView = z.object({
  id: z.uuid(),
  playbook: z.string(),
  version: z.string(),
  hash: z.string(),
  mode: z.enum(MODES),
  params: JsonValues,
  started: Time,
  ended: Time.nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  /** Of an ended run, once somebody wanted its changes taken back. */
  undo: z.enum(UNDO_PROGRESS).nullable(),
  /** Why this server cannot carry it on, and leaves it to one that can. */
  standstill: z.string().nullable(),
});

export type RunSummaryView = z.infer<typeof RunSummaryView>;

export const RunsView = z.object({ runs: z.array(RunSummaryView).readonly() });

export const STEP_STATES = [
  "next",
  "running",
  "waiting",
  "undoing",
  "rescuing",
  "done",
  "skipped",
  "failed",
  "stopped",
  "unreached",
] as const;

export type StepViewState = (typeof STEP_STATES)[number];

const StepView = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(STEP_STATES),
  /** What it does, asks, or failed of; empty while nothing is known. */
  says: z.string(),
  began: Time.nullable(),
  ended: Time.nullable(),
});

export type StepView = z.infer<typeof StepView>;

/** What a run waits for until a person says something. */
const PendingView = z.object({
  is: z.enum(["answer", "settle", "approval"]),
  step: z.string(),
  item: z.int().min(0),
  /** The question, or what is in doubt. */
  about: z.string(),
  choices: z.array(z.string()).readonly(),
  until: Time.nullable(),
  /** Of an approval, what a vote has to name. */
  plan: z.string().nullable(),
});

export type PendingView = z.infer<typeof PendingView>;

/** What somebody can do with a run as a whole. */
export const RUN_ACTIONS = ["start", "stop", "stop_and_undo", "undo", "retry"] as const;

/** A run with everything that a person at a terminal wants to know of it. */
export const RunView = RunSummaryView.extend({
  state: z.enum(["running", "waiting", "closing", "ended", "undoing"]),
  /** How it stands and what it is about, as messages about it begin. */
  headline: z.object({ state: z.string(), about: z.string() }),
  deadline: Time,
  /** Why it ends, or has ended, as it does. */
  reason: z.string().nullable(),
  failure: ProblemView.nullable(),
  steps: z.array(StepView).readonly(),
  pending: z.array(PendingView).readonly(),
  outputs: JsonValues,
  /** What its checks saw before and after the changes; `before` is null where nobody looked. */
  proof: z
    .array(z.object({ what: z.string(), before: z.string().nullable(), after: z.string() }))
    .readonly(),
  /** Why each of them cannot be done now, whoever asks; null when it can. */
  actions: z
    .array(z.object({ does: z.enum(RUN_ACTIONS), obstacle: z.string().nullable() }))
    .readonly(),
});

export type RunView = z.infer<typeof RunView>;
