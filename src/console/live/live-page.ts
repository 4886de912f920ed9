import { sendPage, sendRefusal } from "../frame/send-page.ts";
import { moment } from "../look/moment.ts";
import { newsOf } from "../orders/news.ts";
import type { Show } from "../visitor.ts";
import { type Look, versionOf } from "./shown.ts";

/** A page that stays up to date by a stream of its own, below its address. */
export function livePage(look: Look): Show {
  return async (context, visitor, needs) => {
    const shown = await look(context, visitor, needs);
    if (!shown.ok) return sendRefusal(context, visitor, needs, shown.refusal);
    const { title, draw } = shown.value;
    const at = needs.now();
    const asOf = moment(new Date(at).toISOString(), { at, zone: needs.zone() });
    const news = newsOf(context.req.query("said"));
    const { pathname, search } = new URL(context.req.url);
    const from = `${pathname.replace(/\/$/, "")}/live${search}`;
    const live = { from, seen: versionOf(shown.value), asOf };
    return sendPage(context, visitor, needs, { title, news, live, body: draw() });
  };
}
