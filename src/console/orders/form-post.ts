import type { Context } from "hono";
import { sendRefusal } from "../frame/send-page.ts";
import type { ConsoleNeeds } from "../needs.ts";
import { type Visitor, visitorOf } from "../visitor.ts";

export type Fields = Readonly<Record<string, unknown>>;

export type FormPost = (
  context: Context,
  visitor: Visitor,
  fields: Fields,
  needs: ConsoleNeeds,
) => Promise<Response>;

/** What one of our own pages sends; it brings along what only such a page knows. */
export function forForms(needs: ConsoleNeeds, take: FormPost) {
  return async (context: Context): Promise<Response> => {
    const fields = await context.req.parseBody();
    const { page } = fields;
    const visitor = await visitorOf(context, needs, typeof page === "string" ? page : "");
    if (visitor === undefined) return context.redirect("/sign-in", 303);
    if (visitor.ok) return take(context, visitor.value, fields, needs);
    return sendRefusal(context, undefined, needs, visitor.refusal);
  };
}
