import { html } from "hono/html";
import type { Html } from "./html-text.ts";
import { PAGES } from "./pages.ts";

/** On a phone behind one button, so that what a page is about comes first. */
export function navigation(here: string | undefined): Html {
  return html`<details class="menu">
    <summary>Menu</summary>
    <nav aria-label="Pages">
      <ul>
        ${PAGES.map(
          ({ path, name, key }) =>
            html`<li>
              <a
                href="${path}"
                data-key="${key}"
                ${here !== undefined && isAt(path, here) ? CURRENT : ""}
                >${name}</a
              >
            </li>`,
        )}
      </ul>
    </nav>
  </details>`;
}

const CURRENT = html`aria-current="page"`;

function isAt(path: string, here: string): boolean {
  return path === "/" ? here === "/" : here === path || here.startsWith(`${path}/`);
}
