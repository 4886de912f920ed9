import type { z } from "zod";
import { problem } from "../http-problem.ts";
import type { Order } from "../needs.ts";
import { readBody, readRunId } from "../read-request.ts";
import { RunView } from "../views/run-view.ts";
import type { Endpoint } from "./endpoint.ts";

/** An endpoint that tells a run something. The run hears it a moment later. */
export function giveOrder<Body>(schema: z.ZodType<Body>, orderOf: (body: Body) => Order): Endpoint {
  return async (context, { send }, { caller }) => {
    const run = readRunId(context);
    if (!run.ok) return problem(context, run.refusal);
    const body = await readBody(context, schema);
    if (!body.ok) return problem(context, body.refusal);
    const sent = await send(run.value, orderOf(body.value), caller);
    if (!sent.ok) return problem(context, sent.refusal);
    return context.json(RunView.parse(sent.value), 202);
  };
}
