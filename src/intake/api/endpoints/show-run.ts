import { problem } from "../http-problem.ts";
import { readRunId } from "../read-request.ts";
import { RunView } from "../views/run-view.ts";
import type { Endpoint } from "./endpoint.ts";

export const showRun: Endpoint = async (context, { get }) => {
  const run = readRunId(context);
  if (!run.ok) return problem(context, run.refusal);
  const found = await get(run.value);
  if (!found.ok) return problem(context, found.refusal);
  return context.json(RunView.parse(found.value));
};
