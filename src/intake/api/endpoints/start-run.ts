import { problem } from "../http-problem.ts";
import { readBody, RunId } from "../read-request.ts";
import { RunView } from "../views/run-view.ts";
import type { Endpoint } from "./endpoint.ts";
import { RunWish } from "./run-wish.ts";

/** The caller chooses the id, so that asking again after a lost answer starts nothing twice. */
const Body = RunWish.extend({ id: RunId });

export const startRun: Endpoint = async (context, { start }, { caller }) => {
  const body = await readBody(context, Body);
  if (!body.ok) return problem(context, body.refusal);
  const { id, ...wish } = body.value;
  const started = await start(id, wish, caller);
  if (!started.ok) return problem(context, started.refusal);
  return context.json(RunView.parse(started.value), 201);
};
