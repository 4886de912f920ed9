import { z } from "zod";
import { OUTCOMES } from "../../../model/outcome.ts";
import { PLAYBOOK_NAME } from "../../../playbook/format/playbook.ts";
import { answer } from "../refusal.ts";
import { someOf } from "../route/over.ts";
import { RunId } from "../route/path-params.ts";
import { route } from "../route/route.ts";
import { RunsView } from "../views/run-view.ts";
import { truth } from "./truth.ts";

export const listRuns = route({
  method: "GET",
  path: "/v1/runs",
  summary: "Lists runs, the newest first.",
  right: "see",
  of: someOf,
  query: z.strictObject({
    playbook: z.string().regex(PLAYBOOK_NAME, "must be the name of a playbook").optional(),
    outcome: z.enum(OUTCOMES).optional(),
    ended: truth.optional(),
    orphaned: truth.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    before: RunId.optional(),
  }),
  view: RunsView,
  handle: async (
    { query: { playbook, outcome, ended, orphaned, limit, before }, actor },
    { list },
  ) => {
    const filter = {
      ...(playbook !== undefined && { playbook }),
      ...(outcome !== undefined && { outcome }),
      ...(ended !== undefined && { isEnded: ended }),
      ...(orphaned !== undefined && { isOrphaned: orphaned }),
    };
    const page = { limit, ...(before !== undefined && { before }) };
    return answer({ runs: await list(filter, page, actor) });
  },
});
