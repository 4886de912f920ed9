import { answer } from "../refusal.ts";
import { pitcrew } from "../route/over.ts";
import { route } from "../route/route.ts";
import { checkRecord as check } from "../desk/check-record.ts";
import { RecordCheckView } from "../views/audit-view.ts";

export const checkRecord = route({
  method: "GET",
  path: "/v1/audit/check",
  summary: "Walks along every chain of the record, and says whether it is as it was written.",
  right: "administer",
  of: pitcrew,
  view: RecordCheckView,
  handle: async (_asked, { audit }) => answer(await check(audit)),
});
