import { z } from "zod";
import { AlertView } from "./alert-view.ts";
import { ChartsView } from "./charts-view.ts";
import { EventView } from "./event-view.ts";
import { JsonValues } from "./json-values.ts";
import { RunView } from "./run-view.ts";

const Time = z.iso.datetime();

/** What people were asked, what they said, and how long the run waited for them. */
const DecisionView = z.object({
  step: z.string(),
  /** The digest of the plan that they were shown. */
  plan: z.string(),
  risk: z.enum(["low", "medium", "high"]),
  /** What they were told would happen, each in a sentence. */
  effects: z.array(z.string()).readonly(),
  asked: z.array(z.string()).readonly(),
  needed: z.int(),
  votes: z
    .array(z.object({ by: z.string(), at: Time, break_glass: z.string().nullable() }))
    .readonly(),
  standing: z.string(),
  decided: z.object({ by: z.string().nullable(), at: Time }).nullable(),
  waited_ms: z.number().nullable(),
});

/** One try of one effect, as it was committed before it was sent. */
const SentView = z.object({
  at: Time,
  step: z.string(),
  item: z.int().min(0),
  phase: z.string(),
  attempt: z.int(),
  effect: z.string(),
  digest: z.string(),
  key: z.string(),
  /** How it went; null while that is not known. */
  result: z.string().nullable(),
});

/** Everything about a run that people ask for afterwards. A later `format` is another form of it. */
export const ReportView = z.object({
  format: z.literal(1),
  written: Time,
  run: RunView,
  asked: z.object({ by: z.string(), through: z.string() }),
  /** What it was started for, and why this playbook; without one, a person or a schedule did. */
  alert: z.object({ is: AlertView, because: z.array(z.string()).readonly() }).nullable(),
  decisions: z.array(DecisionView).readonly(),
  sent: z.array(SentView).readonly(),
  timeline: z.array(EventView.extend({ hash: z.string() })).readonly(),
  charts: ChartsView,
  /** The playbook, as it stood behind its hash. */
  playbook: JsonValues,
});

export type ReportView = z.infer<typeof ReportView>;
