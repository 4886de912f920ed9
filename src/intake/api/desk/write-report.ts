import { z } from "zod";
import type { Approval } from "../../../model/approval.ts";
import type { StepTimes } from "../../../engine/step-times.ts";
import type { RecordedEvent } from "../../../ports/run-store.ts";
import type { ApiNeeds } from "../needs.ts";
import { type Answer, answer } from "../refusal.ts";
import type { ReportView } from "../views/report-view.ts";
import type { Desk } from "./desk.ts";
import { findRun } from "./find-run.ts";
import { viewEvent } from "./view-event.ts";
import { viewRun } from "./view-run.ts";
import { timeText } from "./view-summary.ts";

/** Puts together what is kept about a run in several places. */
export async function writeReport(
  run: string,
  desk: Desk,
  charts: ApiNeeds["charts"],
): Promise<Answer<ReportView>> {
  const found = await findRun(run, desk);
  if (!found.ok) return found;
  const drawn = await charts(run);
  if (!drawn.ok) return drawn;
  const { record, program } = found.value;
  const times = await desk.timesOf(run, program);
  const history = await desk.store.history(run);
  const alert = await desk.alerts.why(run);
  const [first] = history;
  return answer({
    format: 1,
    written: timeText(await desk.store.now()),
    run: viewRun(found.value, times),
    asked: { by: first?.actor ?? "", through: first?.surface ?? "" },
    alert: alert.ok ? { is: alert.value.alert, because: alert.value.sentences } : null,
    decisions: Object.entries(record.state.approvals).map(([step, approval]) =>
      viewDecision(step, approval, times.get(step)),
    ),
    sent: sentIn(history),
    timeline: history.map((event) => ({ ...viewEvent(event), hash: event.entry.hash })),
    charts: drawn.value,
    playbook: z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(program.playbook))),
  });
}

function viewDecision(
  step: string,
  { request, digest, votes, standing, decided, askedAt }: Approval,
  times: StepTimes | undefined,
): ReportView["decisions"][number] {
  // Runs of earlier builds did not say when they asked; soon after the step began.
  const since = askedAt ?? times?.began ?? null;
  return {
    step,
    plan: digest,
    risk: request.risk,
    effects: request.effects.map(({ sentence }) => sentence),
    asked: request.by,
    needed: request.count,
    votes: votes.map(({ by, at, breakGlass }) => ({
      by,
      at: timeText(at),
      break_glass: breakGlass,
    })),
    standing,
    decided: decided === null ? null : { by: decided.by, at: timeText(decided.at) },
    waited_ms: decided === null || since === null ? null : decided.at - since,
  };
}

const Task = z.object({ step: z.string(), item: z.int(), phase: z.string(), attempt: z.int() });

/** Entries of other versions may lack or add fields; what is there is told. */
const Body = z.object({
  event: z.looseObject({ is: z.string() }),
  intents: z
    .array(Task.extend({ effect: z.string(), digest: z.string(), key: z.string() }))
    .default([]),
});

const Performed = Task.extend({
  is: z.literal("performed"),
  result: z.object({ is: z.string() }),
});

/** An attempt at a read is no news; what may have changed something is. */
function sentIn(history: readonly RecordedEvent[]): ReportView["sent"] {
  const bodies = history.map(({ entry }) => ({
    at: entry.at,
    ...Body.parse(JSON.parse(entry.body)),
  }));
  const results = new Map(
    bodies.flatMap(({ event }) => {
      const { data } = Performed.safeParse(event);
      return data === undefined ? [] : [[nameOf(data), data.result.is] as const];
    }),
  );
  return bodies.flatMap(({ at, intents }) =>
    intents
      .filter(({ effect }) => effect !== "read")
      .map((intent) => ({
        at: timeText(at),
        ...intent,
        result: results.get(nameOf(intent)) ?? null,
      })),
  );
}

function nameOf({ step, item, phase, attempt }: z.infer<typeof Task>): string {
  return JSON.stringify([step, item, phase, attempt]);
}
