import { html } from "hono/html";
import type { Refusal } from "../../intake/api/refusal.ts";
import type { ProblemView } from "../../intake/api/views/problem-view.ts";
import type { Preferences } from "../preferences/preferences.ts";
import { themeSwitch } from "../preferences/theme-switch.ts";
import type { Visitor } from "../visitor.ts";
import { ASSETS } from "./assets.ts";
import type { Html } from "./html-text.ts";
import { navigation } from "./navigation.ts";

export interface Framed {
  readonly title: string;
  /** Its address, with what is asked for there; none where a form was sent. */
  readonly here: URL | undefined;
  readonly preferences: Preferences;
  /** Nobody where a session has come to its end. */
  readonly visitor: Visitor | undefined;
  readonly isSolo: boolean;
  /** Why what was asked for last was not done. */
  readonly problem?: Refusal | undefined;
  /** What came of what was asked for last. */
  readonly news?: string | undefined;
  /** Where the news of the page come from, and what it shows as of when; still without. */
  readonly live?: { readonly from: string; readonly seen: string; readonly asOf: Html } | undefined;
  readonly body: Html;
}

/** What is around every page. */
export function frame(framed: Framed): Html {
  const { title, here, preferences, visitor, isSolo, problem, news, live, body } = framed;
  return html`<!doctype html>
    <html lang="en" data-theme="${preferences.theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${titleOf(title)}</title>
        <link rel="stylesheet" href="${ASSETS.style.path}" />
        <link rel="icon" href="data:," />
        <script src="${ASSETS.script.path}" defer></script>
      </head>
      <body data-keys="${preferences.hasKeys ? "on" : "off"}">
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          <a class="brand" href="/">Pitcrew</a>
          ${visitor === undefined ? html`<a href="/sign-in">Sign in</a>` : navigation(here?.pathname)}
        </header>
        ${isSolo ? html`<p class="solo">Nobody else is known here: you may do everything.</p>` : ""}
        ${live === undefined ? "" : standing(live)}
        <main id="content" tabindex="-1">
          ${problem === undefined ? "" : problemBox(problem)}
          ${news === undefined ? "" : html`<p class="news" role="status">${news}</p>`}
          ${live === undefined ? body : html`<div id="live" data-from="${live.from}" data-seen="${live.seen}">${body}</div>`}
        </main>
        ${visitor === undefined ? "" : footer(visitor, preferences, here)}
      </body>
    </html>`;
}

export function titleOf(page: string): string {
  return `${page} · Pitcrew`;
}

function footer(
  { actor, pageToken }: Visitor,
  { theme }: Preferences,
  here: URL | undefined,
): Html {
  return html`<footer>
    <form method="post" action="/sign-out">
      <input type="hidden" name="page" value="${pageToken}" />
      <span>${actor.id}</span> <button class="small">Sign out</button>
    </form>
    ${here === undefined ? "" : themeSwitch(theme, pageToken, `${here.pathname}${here.search}`)}
    <a href="/keyboard" data-key="?">Keyboard</a>
  </footer>`;
}

/**
 * Says how old the page is. Only the script, which keeps it young, says that it is live, and tells
 * those who hear the page what has changed.
 */
function standing({ asOf }: NonNullable<Framed["live"]>): Html {
  return html`<p id="standing" role="status">As of ${asOf}. <a href="">Load again</a></p>
    <p id="told" class="unseen" role="status"></p>`;
}

export function problemBox({ code, message, remedy }: ProblemView): Html {
  return html`<div class="problem" role="alert">
    <p><strong>${message}</strong></p>
    <p>${remedy} <span class="quiet">${code}</span></p>
  </div>`;
}
