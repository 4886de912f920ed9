import { z } from "zod";
import { theRun } from "../route/over.ts";
import { route } from "../route/route.ts";
import { PageAskedView } from "../views/page-view.ts";

export const pageForRun = route({
  method: "POST",
  path: "/v1/runs/:run/page",
  summary: "Pages somebody about a run, which goes on as it is.",
  right: "page",
  of: theRun,
  body: z.strictObject({
    id: z.uuid().toLowerCase(),
    to: z.string().min(1).max(100).optional(),
    reason: z.string().trim().min(1).max(500),
  }),
  status: 202,
  view: PageAskedView,
  refuses: ["E312", "E315", "E435"],
  again: "Under the same id, it is asked for once.",
  handle: ({ params, body, actor }, { page }) => page({ ...body, run: params.run }, actor),
});
