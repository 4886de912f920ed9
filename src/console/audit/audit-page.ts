import type { Context } from "hono";
import { listEntries } from "../../intake/api/endpoints/list-entries.ts";
import { milliseconds, parseDuration } from "../../model/duration.ts";
import { askedFor } from "../frame/asked-for.ts";
import { sendPage, sendRefusal } from "../frame/send-page.ts";
import type { Show } from "../visitor.ts";
import { drawAudit } from "./draw-audit.ts";

const SHOWN_AT_ONCE = 100;

/** Who did what, when and through what, as it stands in the record. */
export const auditPage: Show = async (context: Context, visitor, needs) => {
  const asked = askedFor(context, ["subject", "actor", "last"]);
  const { last, ...named } = asked;
  const now = { at: needs.now(), zone: needs.zone() };
  const since = sinceOf(last, now.at);
  const query = { ...named, ...(since !== undefined && { since }), limit: SHOWN_AT_ONCE };
  const found = await listEntries.ask({ query }, visitor.actor, needs.desk);
  if (!found.ok) return sendRefusal(context, visitor, needs, found.refusal);
  const { entries } = found.value;
  return sendPage(context, visitor, needs, {
    title: "Audit",
    body: drawAudit(entries, { asked, fullAt: SHOWN_AT_ONCE }, now),
  });
};

/** What nobody can have chosen here is not looked for. */
function sinceOf(last: string | undefined, now: number): string | undefined {
  if (last === undefined || parseDuration(last) === undefined) return undefined;
  return new Date(now - milliseconds(last)).toISOString();
}
