import { z } from "zod";
import { problem } from "../http-problem.ts";
import { readBody, readRunId, RunId } from "../read-request.ts";
import { RunView } from "../views/run-view.ts";
import type { Endpoint } from "./endpoint.ts";

/** The id of the new run. */
const Body = z.strictObject({ id: RunId });

export const retryRun: Endpoint = async (context, { retry }, { caller }) => {
  const run = readRunId(context);
  if (!run.ok) return problem(context, run.refusal);
  const body = await readBody(context, Body);
  if (!body.ok) return problem(context, body.refusal);
  const started = await retry(run.value, body.value.id, caller);
  if (!started.ok) return problem(context, started.refusal);
  return context.json(RunView.parse(started.value), 201);
};
