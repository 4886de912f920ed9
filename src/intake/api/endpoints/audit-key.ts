import { answer } from "../refusal.ts";
import { pitcrew } from "../route/over.ts";
import { route } from "../route/route.ts";
import { AuditKeyView } from "../views/audit-view.ts";

export const auditKey = route({
  method: "GET",
  path: "/v1/audit/key",
  summary: "The public key of this server, which its checkpoints are signed with.",
  right: "see",
  of: pitcrew,
  view: AuditKeyView,
  handle: async (_asked, { audit: { key } }) => answer({ id: key.id, pem: key.pem }),
});
