import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import { type ApprovalView, ApprovalsView } from "../../intake/api/views/approval-view.ts";
import { RunView } from "../../intake/api/views/run-view.ts";
import { askServer } from "../server/ask-server.ts";
import type { Request } from "../server/open-request.ts";
import type { Server } from "../server/server.ts";

/** What people say when they are asked. */
export type Decide = (approval: ApprovalView) => Promise<boolean>;

/** A run that has ended, or after which nobody looks any more. */
export interface Attended {
  readonly run: RunView;
  /** How long people were waited for, in ms. */
  readonly decidedIn: number;
}

interface Attending {
  readonly server: Server;
  readonly decide: Decide;
  readonly signal: AbortSignal;
}

const TURN_MS = 100;

/** Stays with a run until it ends, as those would who are asked; what it suggests is started. */
export async function attendRun(first: string, attending: Attending): Promise<Attended> {
  const { server, signal } = attending;
  const answered = new Set<string>();
  let id = first;
  let decidedIn = 0;
  for (;;) {
    const run = await ask(server, { method: "GET", path: `/v1/runs/${id}` }, RunView);
    if (run.outcome === "suggested") {
      id = await startSuggested(run.id, server);
    } else if (run.outcome !== null || signal.aborted) {
      return { run, decidedIn };
    } else {
      decidedIn += await answerApprovals(run.id, answered, attending);
      await pause(TURN_MS);
    }
  }
}

async function startSuggested(run: string, server: Server): Promise<string> {
  const body = { id: randomUUID() };
  return (await ask(server, { method: "POST", path: `/v1/runs/${run}/start`, body }, RunView)).id;
}

/** An answer takes a moment to arrive; until then, the question is still among those that wait. */
async function answerApprovals(
  run: string,
  answered: Set<string>,
  { server, decide }: Attending,
): Promise<number> {
  const waiting = await ask(server, { method: "GET", path: "/v1/approvals" }, ApprovalsView);
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
    await askServer(server, { method: "POST", ...says }, RunView);
    took += Date.now() - Date.parse(asked);
  }
  return took;
}

/** The server is the drill's own: that it says no, or nothing, is a surprise. */
export async function ask<Value>(
  server: Server,
  request: Request,
  schema: z.ZodType<Value>,
): Promise<Value> {
  const reply = await askServer(server, request, schema);
  if (reply.is === "answered") return reply.value;
  const why = reply.is === "refused" ? reply.problem.message : "nobody answers";
  throw new Error(`${request.method} ${request.path}: ${why}`);
}
