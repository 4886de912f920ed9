import { html } from "hono/html";
import type { Html } from "../frame/html-text.ts";

/** Where there is nothing to see, what somebody can do next. */
export function empty(what: string, next: Html | string): Html {
  return html`<div class="empty">
    <p><strong>${what}</strong></p>
    <p class="quiet">${next}</p>
  </div>`;
}
