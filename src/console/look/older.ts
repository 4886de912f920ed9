import { html } from "hono/html";
import { addressOf } from "../frame/asked-for.ts";
import type { Html } from "../frame/html-text.ts";

/** Leads on where a page is full; there may be nothing more. */
export function older(
  path: string,
  asked: Readonly<Record<string, string | undefined>>,
  shown: readonly { readonly id: string }[],
  fullAt: number,
): Html {
  const last = shown.length < fullAt ? undefined : shown.at(-1);
  if (last === undefined) return html``;
  return html`<p>
    <a class="button" href="${addressOf(path, { ...asked, before: last.id })}">Older</a>
  </p>`;
}
