import { html } from "hono/html";
import type { Html } from "../frame/html-text.ts";

/** The names of a table's columns. */
export function tableHead(...columns: readonly string[]): Html {
  return html`<thead>
    <tr>
      ${columns.map((name) => html`<th scope="col">${name}</th>`)}
    </tr>
  </thead>`;
}
