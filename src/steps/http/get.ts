import { z } from "zod";
import type { StepKind, StepResult } from "../step-kind.ts";
import { type HttpNeeds, HttpOutput } from "./exchange.ts";
import { judge } from "./judge.ts";
import { checkTarget, requestParams } from "./request-params.ts";
import { targetOf } from "./target.ts";

const Params = z.strictObject(requestParams).superRefine(checkTarget);
type Params = z.infer<typeof Params>;

export const httpGet: StepKind<Params, HttpOutput, HttpNeeds> = {
  kind: "http.get",
  carrier: "step",
  major: 1,
  summary: "Reads from an HTTP service that connections.yaml lists.",
  effect: "read",
  params: Params,
  output: HttpOutput,
  timeout: "30s",
  example: {
    connection: "workflows",
    path: "/api/v1/workflows/{workflow}",
    slots: { workflow: "wf-1842" },
  },
  describe: (params) => `Read ${targetOf(params)} from ${params.connection}`,
  targets: () => [],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${httpGet.describe(params)}.` },
  }),
  run: read,
  undo: { is: "unneeded" },
};

async function read(
  params: Params,
  { http }: HttpNeeds,
  _attempt: unknown,
  signal: AbortSignal,
): Promise<StepResult<HttpOutput>> {
  const { connection, headers, expect } = params;
  const request = { method: "GET", target: targetOf(params), headers } as const;
  const answer = await http(connection).call(request, signal);
  return judge(answer, { ...request, connection, expect, repeatable: true });
}
