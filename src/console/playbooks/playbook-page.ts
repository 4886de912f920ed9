import { sendPage, sendRefusal } from "../frame/send-page.ts";
import { newsOf } from "../orders/news.ts";
import type { Show } from "../visitor.ts";
import { drawPlaybook } from "./draw-playbook.ts";
import { readPlaybook } from "./read-playbook.ts";

/** One playbook: how freely it acts, how it has done, what it does, and its versions. */
export const playbookPage: Show = async (context, visitor, needs) => {
  const seen = await readPlaybook(context, visitor, needs);
  if (!seen.ok) return sendRefusal(context, visitor, needs, seen.refusal);
  const now = { at: needs.now(), zone: needs.zone() };
  return sendPage(context, visitor, needs, {
    title: seen.value.shown.name,
    news: newsOf(context.req.query("said")),
    body: drawPlaybook(seen.value, visitor.pageToken, now),
  });
};
