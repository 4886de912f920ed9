import { html } from "hono/html";
import type { Refusal } from "../../intake/api/refusal.ts";
import type { ProblemView } from "../../intake/api/views/problem-view.ts";
import type { Visitor } from "../visitor.ts";
import { ASSETS } from "./assets.ts";
import type { Html } from "./html-text.ts";

export interface Framed {
  readonly title: string;
  /** Nobody where a session has come to its end. */
  readonly visitor: Visitor | undefined;
  readonly isSolo: boolean;
  /** Why what was asked for last was not done. */
  readonly problem?: Refusal | undefined;
  /** What came of what was asked for last. */
  readonly news?: string | undefined;
  /** Where the news of the page come from, and when it was as it is shown; still without. */
  readonly live?: { readonly from: string; readonly asOf: Html } | undefined;
  readonly body: Html;
}

/** What is around every page. */
export function frame({ title, visitor, isSolo, problem, news, live, body }: Framed): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${titleOf(title)}</title>
        <link rel="stylesheet" href="${ASSETS.style.path}" />
        <link rel="icon" href="data:," />
        ${live === undefined ? "" : html`<script src="${ASSETS.script.path}" defer></script>`}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          <nav aria-label="Pages"><a class="brand" href="/">Pitcrew</a></nav>
          ${visitor === undefined ? html`<a href="/sign-in">Sign in</a>` : signedIn(visitor)}
        </header>
        ${isSolo ? html`<p class="solo">Nobody else is known here: you may do everything.</p>` : ""}
        ${live === undefined ? "" : standing(live)}
        <main id="content" tabindex="-1">
          ${problem === undefined ? "" : problemBox(problem)}
          ${news === undefined ? "" : html`<p class="news" role="status">${news}</p>`}
          ${live === undefined ? body : html`<div id="live" data-from="${live.from}">${body}</div>`}
        </main>
      </body>
    </html>`;
}

export function titleOf(page: string): string {
  return `${page} · Pitcrew`;
}

function signedIn({ actor, pageToken }: Visitor): Html {
  return html`<form method="post" action="/sign-out">
    <input type="hidden" name="page" value="${pageToken}" />
    <span>${actor.id}</span> <button class="small">Sign out</button>
  </form>`;
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
