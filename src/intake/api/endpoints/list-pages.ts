import type { Unpaged } from "../../../ports/page-desk.ts";
import { timeText } from "../desk/view-summary.ts";
import { answer } from "../refusal.ts";
import { pitcrew } from "../route/over.ts";
import { route } from "../route/route.ts";
import { PagesView } from "../views/page-view.ts";

export const listPages = route({
  method: "GET",
  path: "/v1/pages",
  summary: "Lists the pages that have reached nobody yet, and why.",
  right: "see",
  of: pitcrew,
  view: PagesView,
  handle: async (_asked, { unpaged }) => answer({ pages: (await unpaged()).map(viewPage) }),
});

function viewPage({ run, occurrence, at, attempts, nextAt, trouble }: Unpaged) {
  return {
    run,
    alert: occurrence,
    wanted: timeText(at),
    tries: attempts,
    nextTry: timeText(nextAt),
    trouble,
  };
}
