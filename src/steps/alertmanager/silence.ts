import { z } from "zod";
import { milliseconds, parseDuration } from "../../model/duration.ts";
import { connection, duration, name, text, value } from "../../model/fields.ts";
import type { Silence } from "../../ports/silences.ts";
import {
  type Attempt,
  failed,
  type PlanResult,
  type StepKind,
  type StepResult,
  succeeded,
} from "../step-kind.ts";
import { endOurs, type MadeSilence, SilenceLeft, type SilenceNeeds } from "./end-ours.ts";
import { noSilence } from "./failures.ts";

const LONGEST = "4h";

const labelName = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,99}$/, "must be the name of a label")
  .refine((label) => label !== "alertname", "is what alert says");

const Params = z.strictObject({
  connection: connection("alertmanager").describe("The Alertmanager, by its name."),
  alert: name().describe("The name of the alert; other alerts are never silenced."),
  labels: z
    .record(
      labelName,
      value(1_024)
        .min(1)
        .refine((given) => given.isWellFormed(), "must be valid Unicode text"),
    )
    .describe("Labels that the alert must have as well, each with exactly this value.")
    .default({}),
  for: duration()
    .refine(isInRange, `must be from 1m to ${LONGEST}`)
    .describe(`How long at most, should nobody end it; up to ${LONGEST}.`),
  reason: text(500).describe("Why, for those who find the silence."),
});
type Params = z.infer<typeof Params>;

/**
 * Keeps an alert quiet while a run works on what it is about. The end of the run ends it, however
 * that comes; `alertmanager.end_silence` does so earlier. Whatever becomes of the run, no alert is
 * quiet for longer than was agreed, because the silence expires by itself.
 */
export const alertmanagerSilence: StepKind<Params, MadeSilence, SilenceNeeds> = {
  kind: "alertmanager.silence",
  carrier: "step",
  major: 1,
  summary: "Silences one alert in Alertmanager while the run works.",
  effect: "idempotent",
  params: Params,
  output: SilenceLeft,
  timeout: "30s",
  example: {
    connection: "alerts",
    alert: "QueueBacklogHigh",
    labels: { queue: "orders" },
    for: "30m",
    reason: "Workers are being restarted.",
  },
  describe: (params) =>
    `Silence ${params.alert} with ${JSON.stringify(params.labels)} in ${params.connection} for ${params.for}`,
  targets: (params) => [`alertmanager/${params.connection}/alert/${params.alert}`],
  material: [],
  plan: look,
  run: silence,
  undo: {
    is: "possible",
    describe: (params) => `End the silence of ${params.alert} in ${params.connection}`,
    run: (params, made, needs, _attempt, signal) => endOurs(params, made, needs, signal),
  },
  temporary: true,
};

function isInRange(given: string): boolean {
  const lasts = parseDuration(given);
  return lasts === undefined || (lasts >= 60_000 && lasts <= milliseconds(LONGEST));
}

async function look(
  params: Params,
  { silences }: SilenceNeeds,
  signal: AbortSignal,
): Promise<PlanResult> {
  const found = await silences(params.connection).ours(params.alert, signal);
  if (found.is !== "done") return failed(noSilence(found, params.connection));
  const before = { silences: found.value.filter(({ isOver }) => !isOver).length };
  const after = { labels: labelsOf(params), for: params.for };
  return {
    ok: true,
    plan: { before, after, sentence: `${alertmanagerSilence.describe(params)}.` },
  };
}

async function silence(
  params: Params,
  { silences }: SilenceNeeds,
  { key }: Attempt,
  signal: AbortSignal,
): Promise<StepResult<MadeSilence>> {
  const there = silences(params.connection);
  // Alertmanager knows no keys, so the comment carries ours; a repeat finds what the first one made.
  const mark = `[pitcrew ${key}]`;
  const found = await there.ours(params.alert, signal);
  if (found.is !== "done") return failed(noSilence(found, params.connection));
  const earlier = found.value.find(({ comment }) => comment.endsWith(mark));
  if (earlier !== undefined) return silenced(earlier, params);

  const comment = `${params.reason} ${mark}`;
  const lastsMs = milliseconds(params.for);
  const created = await there.create({ labels: labelsOf(params), lastsMs, comment }, signal);
  if (created.is !== "done") return failed(noSilence(created, params.connection));
  return silenced(created.value, params);
}

function labelsOf({ alert, labels }: Params): Record<string, string> {
  return { alertname: alert, ...labels };
}

function silenced({ id, endsAt }: Silence, { alert, connection }: Params): StepResult<MadeSilence> {
  const ends_at = new Date(endsAt).toISOString();
  return succeeded(
    { silence: id, ends_at },
    `${alert} is silent in ${connection} until ${ends_at}.`,
  );
}
