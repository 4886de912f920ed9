import { type Answer, answer } from "../../intake/api/refusal.ts";
import type { AskedRoute } from "../../intake/api/route/route.ts";
import { cameFrom, sendRefusal } from "../frame/send-page.ts";
import type { Fields, FormPost } from "./form-post.ts";
import type { News } from "./news.ts";

interface Taking<View> {
  readonly said: News;
  /** What the form says, as the API wants to be told it. */
  readonly bodyOf?: (fields: Fields) => Answer<unknown>;
  /** What to look at next; the page that it was ordered on where it is left out. */
  readonly onto?: (done: View) => string;
}

/** What a form orders is admitted and carried out where the API would be asked for it. */
export function takeAsked<View>(
  route: AskedRoute<View>,
  { said, bodyOf = filledIn, onto }: Taking<View>,
): FormPost {
  return async (context, visitor, fields, needs) => {
    const body = bodyOf(fields);
    if (!body.ok) return sendRefusal(context, visitor, needs, body.refusal);
    const done = await route.ask({ body: body.value }, visitor.actor, needs.desk);
    if (!done.ok) return sendRefusal(context, visitor, needs, done.refusal);
    const next = onto === undefined ? cameFrom(context) : onto(done.value);
    return context.redirect(`${next}?said=${said}`, 303);
  };
}

/** What is left empty counts as not said. */
export function filledIn(fields: Fields): Answer<Fields> {
  const given = Object.entries(fields).filter(([name, value]) => name !== "page" && value !== "");
  return answer(Object.fromEntries(given));
}
