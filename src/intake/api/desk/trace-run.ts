import { type Answer, answer } from "../refusal.ts";
import type { StepView } from "../views/run-view.ts";
import type { TraceView } from "../views/trace-view.ts";
import type { Desk } from "./desk.ts";
import { readEvents } from "./follow-run.ts";
import { showRun } from "./show-run.ts";

/** What a run did when, to be kept or to be compared with others. */
export async function traceRun(run: string, desk: Desk): Promise<Answer<TraceView>> {
  const shown = await showRun(run, desk);
  if (!shown.ok) return shown;
  const events = await readEvents(run, 0, desk);
  if (!events.ok) return events;
  const { playbook, version, started, ended, outcome, steps } = shown.value;
  const now = await desk.store.now();
  const spans = steps.flatMap((step) => spanOf(step, now));
  return answer({ run, playbook, version, started, ended, outcome, spans, events: events.value });
}

function spanOf(
  { id: step, kind, state, began, ended }: StepView,
  now: number,
): TraceView["spans"] {
  if (began === null) return [];
  const until = ended === null ? now : Date.parse(ended);
  return [{ step, kind, state, began, ended, ms: Math.max(0, until - Date.parse(began)) }];
}
