import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Page = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The ways in, with what went wrong on the last one. */
export function signInPage(problem: string | undefined, hasProvider: boolean): Page {
  const way = hasProvider
    ? html`<p><a href="/sign-in/openid">Sign in</a></p>`
    : html`<p>Use the link that <code>pitcrew serve</code> has printed where it runs.</p>`;
  return page(
    "Sign in",
    html`${problem === undefined ? "" : html`<p role="alert">${problem}</p>`} ${way}`,
  );
}

/** A link is used by pressing the button, so that whatever only looks at links uses none up. */
export function linkPage(token: string): Page {
  return page(
    "Sign in",
    html`<form method="post" action="/sign-in/link">
      <input type="hidden" name="token" value="${token}" />
      <button>Sign in to Pitcrew</button>
    </form>`,
  );
}

/** The browser goes on from our own page, and so takes along what it takes along nowhere else. */
export function welcomePage(place: string): Page {
  return page(
    "Signed in",
    html`<p>You are signed in. <a href="${place}">Go on</a></p>`,
    html`<meta http-equiv="refresh" content="0; url=${place}" />`,
  );
}

function page(title: string, body: Page, head: Page | string = ""): Page {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        ${head}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}
