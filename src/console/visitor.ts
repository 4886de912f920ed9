import type { Context } from "hono";
import { html } from "hono/html";
import type { Actor } from "../access/actor.ts";
import { type Answer, answer } from "../intake/api/refusal.ts";
import { rememberPlace } from "../intake/sign-in/place.ts";
import { identifyBySession, pageToken, sessionToken } from "../intake/sign-in/session.ts";
import type { ConsoleNeeds } from "./needs.ts";

/** Somebody who is signed in and looks at a page. */
export interface Visitor {
  readonly actor: Actor;
  /** Comes back with every form. */
  readonly pageToken: string;
}

export type Show = (context: Context, visitor: Visitor, needs: ConsoleNeeds) => Promise<Response>;

/** A page for whoever is signed in. Everybody else is sent to sign in, and comes back from there. */
export function forVisitors(needs: ConsoleNeeds, show: Show) {
  return async (context: Context): Promise<Response> => {
    const visitor = await visitorOf(context, needs, "");
    if (visitor?.ok === true) return show(context, visitor.value, needs);
    if (hidesSession(context)) return context.html(comeAgain(context.req.path));
    rememberPlace(context, needs.isSecure());
    return context.redirect("/sign-in", 303);
  };
}

/** Who looks, or why nobody may; nothing where nobody has signed in. */
export async function visitorOf(
  context: Context,
  { sessions }: Pick<ConsoleNeeds, "sessions">,
  page: string,
): Promise<Answer<Visitor> | undefined> {
  const token = sessionToken(context);
  const actor = await identifyBySession(context, sessions, page);
  if (token === undefined || actor === undefined) return undefined;
  if (!actor.ok) return actor;
  return answer({ actor: actor.value, pageToken: pageToken(token) });
}

/** A link of another site, such as a chat, leaves the session's strict cookie behind. */
function hidesSession(context: Context): boolean {
  const from = context.req.header("sec-fetch-site");
  return sessionToken(context) === undefined && from === "cross-site";
}

/** From a page of our own, the browser takes the cookie along. */
function comeAgain(path: string) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Pitcrew</title>
        <meta http-equiv="refresh" content="0; url=${path}" />
      </head>
      <body>
        <p><a href="${path}">Go on</a></p>
      </body>
    </html>`;
}
