import { html } from "hono/html";
import type { Html } from "../frame/html-text.ts";

interface Pictured {
  /** Of the table, on its page. */
  readonly id: string;
  readonly sentence: string;
  readonly svg: Html;
  readonly table: Html;
}

/** A picture with what it says in a sentence, and with its numbers for whoever wants those. */
export function picture({ id, sentence, svg, table }: Pictured): Html {
  return html`<figure>
    <div
      class="picture"
      tabindex="0"
      role="group"
      aria-label="A picture that can be wider than the page"
    >
      ${svg}
    </div>
    <figcaption>${sentence}</figcaption>
    <details id="${id}">
      <summary>As a table</summary>
      <div
        class="picture"
        tabindex="0"
        role="group"
        aria-label="A table that can be wider than the page"
      >
        ${table}
      </div>
    </details>
  </figure>`;
}
