import { z } from "zod";
import { DURATION, milliseconds } from "../../../model/duration.ts";
import { PLAYBOOK_NAME } from "../../../playbook/format/playbook.ts";
import { answer } from "../refusal.ts";
import { someOf } from "../route/over.ts";
import { route } from "../route/route.ts";
import { StatisticsView } from "../views/statistics-view.ts";

export const stepStatistics = route({
  method: "GET",
  path: "/v1/steps/statistics",
  summary: "Says how long steps took in the newest runs that have ended: average, p95, slowest.",
  right: "see",
  of: someOf,
  query: z.strictObject({
    playbook: z.string().regex(PLAYBOOK_NAME, "must be the name of a playbook").optional(),
    runs: z.coerce.number().int().min(1).max(200).default(50),
    over: z.string().regex(DURATION, "must be a duration such as 60s").default("0s"),
  }),
  view: StatisticsView,
  handle: async ({ query: { playbook, runs, over }, actor }, { statistics }) => {
    const wish = { runs, overMs: milliseconds(over), ...(playbook !== undefined && { playbook }) };
    return answer(await statistics(wish, actor));
  },
});
