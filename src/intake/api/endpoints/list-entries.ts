import { z } from "zod";
import type { EntryFilter } from "../../../ports/audit-reader.ts";
import { answer } from "../refusal.ts";
import { pitcrew } from "../route/over.ts";
import { route } from "../route/route.ts";
import { AuditEntriesView } from "../views/audit-view.ts";

const Query = z.strictObject({
  subject: z.string().min(1).max(500).optional(),
  actor: z.string().min(1).max(500).optional(),
  since: z.iso.datetime().optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

export const listEntries = route({
  method: "GET",
  path: "/v1/audit/entries",
  summary: "Entries of the audit record, the newest first.",
  right: "administer",
  of: pitcrew,
  query: Query,
  view: AuditEntriesView,
  handle: async ({ query }, { audit: { record } }) => {
    const entries = await record.search(filterOf(query));
    return answer({
      entries: entries.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
    });
  },
});

function filterOf({ subject, actor, since, limit }: z.infer<typeof Query>): EntryFilter {
  return {
    limit,
    ...(subject !== undefined && { subject }),
    ...(actor !== undefined && { actor }),
    ...(since !== undefined && { since: Date.parse(since) }),
  };
}
