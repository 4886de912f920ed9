import { html } from "hono/html";
import type { Html } from "../frame/html-text.ts";
import { drawField, type Field } from "../look/field.ts";

/** Something that somebody can order on a page. */
export interface OrderForm {
  /** Of this order alone, on its page. */
  readonly id: string;
  readonly action: string;
  readonly label: string;
  /** What comes of it. */
  readonly means?: string;
  readonly isGrave?: true;
  readonly fields?: readonly Field[];
  /** What goes along unseen. */
  readonly given?: Readonly<Record<string, string>>;
  /** Why whoever looks cannot; null when they can. */
  readonly obstacle: string | null;
}

/** Opened before it is pressed, so that no thumb does it in passing. */
export function drawOrder(order: OrderForm, pageToken: string): Html {
  const { id, action, label, means, isGrave, fields = [], given = {}, obstacle } = order;
  if (obstacle !== null) return notPossible(label, obstacle);
  return html`<details id="do-${id}">
    <summary>${label}…</summary>
    ${means === undefined ? "" : html`<p>${means}</p>`}
    <form method="post" action="${action}" class="order">
      <input type="hidden" name="page" value="${pageToken}" />
      ${Object.entries(given).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      ${fields.map((field) => drawField(id, field))}
      <p><button class="${isGrave ? "danger" : "main"}">${label}</button></p>
    </form>
  </details>`;
}

function notPossible(label: string, obstacle: string): Html {
  return html`<p class="not-possible">
    <button disabled>${label}</button> <span class="quiet">${obstacle}</span>
  </p>`;
}
