import { html } from "hono/html";
import type { Html } from "../frame/html-text.ts";
import { type Theme, THEMES } from "./preferences.ts";

const WORDS: Readonly<Record<Theme, string>> = {
  system: "as the system",
  light: "light",
  dark: "dark",
};

/** Works without scripts: the same page comes again in the other theme. */
export function themeSwitch(now: Theme, pageToken: string, here: string): Html {
  return html`<form method="post" action="/console/preferences" class="themes">
    <input type="hidden" name="page" value="${pageToken}" />
    <input type="hidden" name="to" value="${here}" />
    <span id="themes">Colours</span>
    ${THEMES.map(
      (theme) =>
        html`<button
          class="small"
          name="theme"
          value="${theme}"
          aria-pressed="${String(theme === now)}"
        >
          ${WORDS[theme]}
        </button>`,
    )}
  </form>`;
}
