import { z } from "zod";
import { data } from "../../model/fields.ts";
import type { Attempt, StepKind, StepResult } from "../step-kind.ts";
import { type HttpNeeds, HttpOutput } from "./exchange.ts";
import { judge } from "./judge.ts";
import { checkTarget, requestParams } from "./request-params.ts";
import { pathOf, targetOf } from "./target.ts";

const Params = z
  .strictObject({
    ...requestParams,
    method: z.enum(["POST", "PUT", "PATCH", "DELETE"]).describe("What to do there."),
    body: data().describe("Data to send as JSON; no body when left out.").optional(),
  })
  .superRefine(checkTarget);
type Params = z.infer<typeof Params>;

/**
 * Asks a service to change something.
 *
 * PUT and DELETE are no safer than POST here: that a method is meant to be repeatable does not
 * make a service keep to it. Only a connection that says so makes a call repeatable.
 */
export const httpCall: StepKind<Params, HttpOutput, HttpNeeds> = {
  kind: "http.call",
  carrier: "step",
  major: 1,
  summary: "Asks an HTTP service that connections.yaml lists to change something.",
  effect: "once",
  keyed: true,
  params: Params,
  output: HttpOutput,
  timeout: "30s",
  example: {
    connection: "workflows",
    method: "POST",
    path: "/api/v1/workflows/{workflow}/retry",
    slots: { workflow: "wf-1842" },
    body: { from: "last_good_step" },
  },
  describe: (params) => `Send ${params.method} ${targetOf(params)} to ${params.connection}`,
  targets: (params) => [`http/${params.connection}${pathOf(params)}`],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: requested(params), sentence: `${httpCall.describe(params)}.` },
  }),
  run: send,
  inDoubt:
    "a person says whether it happened: only a service that keeps the keys of calls could, and one " +
    "that does is listed with `idempotency_header`, so that the call is repeated instead",
  undo: {
    is: "impossible",
    because: "what a call changed is known to its service alone; name a step that takes it back",
  },
};

function requested(params: Params) {
  const { method, body } = params;
  const request = { method, target: targetOf(params) };
  return body === undefined ? request : { ...request, body };
}

async function send(
  params: Params,
  { http }: HttpNeeds,
  { key }: Attempt,
  signal: AbortSignal,
): Promise<StepResult<HttpOutput>> {
  const { connection, method, headers, expect } = params;
  const caller = http(connection);
  const answer = await caller.call({ ...requested(params), headers, key }, signal);
  const asked = { connection, method, target: targetOf(params), expect };
  return judge(answer, { ...asked, repeatable: caller.honoursKey });
}
