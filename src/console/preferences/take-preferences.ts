import { sendRefusal } from "../frame/send-page.ts";
import type { FormPost } from "../orders/form-post.ts";
import { read } from "../orders/read-order.ts";
import { rememberPreferences, Wanted } from "./preferences.ts";

/** Keeps in the browser how somebody wants to see the pages, and shows the same page again. */
export const takePreferences: FormPost = async (context, visitor, fields, needs) => {
  const wanted = read(Wanted, fields, (form) => form);
  if (!wanted.ok) return sendRefusal(context, visitor, needs, wanted.refusal);
  rememberPreferences(context, wanted.value, needs.isSecure());
  return context.redirect(placeIn(fields["to"]), 303);
};

/** Only ever to a page of ours, whatever the form says. */
function placeIn(to: unknown): string {
  return typeof to === "string" && OWN_PLACE.test(to) ? to : "/";
}

const OWN_PLACE = /^\/(?![/\\])[!-~]{0,500}$/;
