import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type ApprovalView, ApprovalsView } from "../../intake/api/views/approval-view.ts";
import { RunView } from "../../intake/api/views/run-view.ts";
import { ask, type Asked, tryToAsk } from "./ask.ts";

/** What people say when they are asked. */
export type Decide = (approval: ApprovalView) => Promise<boolean>;

/** A run that has ended, or after which nobody looks any more. */
export interface Attended {
  readonly run: RunView;
  /** How long people were waited for, in ms. */
  readonly decidedIn: number;
}

interface Attending {
  readonly served: Asked;
  readonly decide: Decide;
  /** Told of a yes or a no that has arrived. */
  readonly onDecided: () => Promise<void>;
  readonly signal: AbortSignal;
}

const TURN_MS = 100;

/** Stays with a run until it ends, as those would who are asked; what it suggests is started. */
export async function attendRun(first: string, attending: Attending): Promise<Attended> {
  const { served, signal } = attending;
  const answered = new Set<string>();
  let id = first;
  let decidedIn = 0;
  for (;;) {
    const run = await ask(served, { method: "GET", path: `/v1/runs/${id}` }, RunView);
    if (run.outcome === "suggested") {
      id = await startSuggested(run.id, served);
    } else if (run.outcome !== null || signal.aborted) {
      return { run, decidedIn };
    } else {
      decidedIn += await answerApprovals(run.id, answered, attending);
      await pause(TURN_MS);
    }
  }
}

async function startSuggested(run: string, served: Asked): Promise<string> {
  const body = { id: randomUUID() };
  return (await ask(served, { method: "POST", path: `/v1/runs/${run}/start`, body }, RunView)).id;
}

/** An answer takes a moment to arrive; until then, the question is still among those that wait. */
async function answerApprovals(
  run: string,
  answered: Set<string>,
  { served, decide, onDecided }: Attending,
): Promise<number> {
  const waiting = await ask(served, { method: "GET", path: "/v1/approvals" }, ApprovalsView);
  let took = 0;
  for (const approval of waiting.approvals) {
    const { step, plan, asked } = approval;
    const question = `${step} ${plan} ${asked}`;
    if (approval.run !== run || answered.has(question)) continue;
    answered.add(question);
    const says = (await decide(approval))
      ? { path: `/v1/runs/${run}/approve`, body: { step, plan } }
      : { path: `/v1/runs/${run}/deny`, body: { step, reason: "Denied in the drill" } };
    // One that is refused comes too late, or the plan has changed and is asked for again.
    await tryToAsk(served, { method: "POST", ...says }, RunView);
    took += Date.now() - Date.parse(asked);
    await onDecided();
  }
  return took;
}
