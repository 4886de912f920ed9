import { sendPage, sendRefusal } from "../frame/send-page.ts";
import { moment } from "../look/moment.ts";
import { newsOf } from "../orders/news.ts";
import type { Show } from "../visitor.ts";
import type { Look } from "./shown.ts";

/** A page that stays up to date by a stream of its own, below its address. */
export function livePage(look: Look): Show {
  return async (context, visitor, needs) => {
    const shown = await look(context, visitor, needs);
    if (!shown.ok) return sendRefusal(context, visitor, needs, shown.refusal);
    const { title, draw } = shown.value;
    const at = needs.now();
    const asOf = moment(new Date(at).toISOString(), { at, zone: needs.zone() });
    const news = newsOf(context.req.query("said"));
    const from = `${context.req.path.replace(/\/$/, "")}/live`;
    return sendPage(context, visitor, needs, { title, news, live: { from, asOf }, body: draw() });
  };
}
