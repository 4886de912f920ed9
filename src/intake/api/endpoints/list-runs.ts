import { z } from "zod";
import { OUTCOMES } from "../../../model/outcome.ts";
import { PLAYBOOK_NAME } from "../../../playbook/format/playbook.ts";
import { problem } from "../http-problem.ts";
import { readQuery, RunId } from "../read-request.ts";
import { RunsView } from "../views/run-view.ts";
import type { Endpoint } from "./endpoint.ts";

const Query = z.strictObject({
  playbook: z.string().regex(PLAYBOOK_NAME, "must be the name of a playbook").optional(),
  outcome: z.enum(OUTCOMES).optional(),
  ended: z.stringbool({ truthy: ["true"], falsy: ["false"] }).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: RunId.optional(),
});

export const listRuns: Endpoint = async (context, { list }) => {
  const query = readQuery(context, Query);
  if (!query.ok) return problem(context, query.refusal);
  const { playbook, outcome, ended, limit, before } = query.value;
  const filter = {
    ...(playbook !== undefined && { playbook }),
    ...(outcome !== undefined && { outcome }),
    ...(ended !== undefined && { isEnded: ended }),
  };
  const page = { limit, ...(before !== undefined && { before }) };
  return context.json(RunsView.parse({ runs: await list(filter, page) }));
};
