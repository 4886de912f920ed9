import { html } from "hono/html";
import type { Html } from "../frame/html-text.ts";
import { drawField, type Field } from "./field.ts";

/** Narrows the list of a page. What was asked for stands in its address, so it can be sent to others. */
export function drawFilter(path: string, fields: readonly Field[]): Html {
  return html`<form method="get" action="${path}" class="filter" role="search">
    ${fields.map((field) => drawField("filter", field))}
    <button>Show</button>
  </form>`;
}
