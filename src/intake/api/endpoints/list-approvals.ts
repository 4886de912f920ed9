import { answer } from "../refusal.ts";
import { someOf } from "../route/over.ts";
import { route } from "../route/route.ts";
import { ApprovalsView } from "../views/approval-view.ts";

export const listApprovals = route({
  method: "GET",
  path: "/v1/approvals",
  summary: "Lists what waits for people to approve it, the oldest first.",
  right: "see",
  of: someOf,
  view: ApprovalsView,
  handle: async ({ actor }, { approvals }) => answer({ approvals: await approvals(actor) }),
});
