import { html } from "hono/html";
import type { Html } from "../frame/html-text.ts";

/** One thing that somebody can fill in or choose. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  /** What can be chosen, each with its words; anything may be written where it is left out. */
  readonly choices?: readonly Choice[];
  readonly hint?: string;
  readonly isNeeded?: true;
}

export type Choice = readonly [value: string, words: string];

/** `form` tells the fields of one form from those of the others on its page. */
export function drawField(form: string, field: Field): Html {
  const id = `${form}-${field.name}`;
  return html`<div><label for="${id}">${field.label}</label> ${control(id, field)}</div>`;
}

function control(id: string, { name, value = "", choices, hint = "", isNeeded }: Field): Html {
  if (choices === undefined) {
    return html`<input
      type="text"
      id="${id}"
      name="${name}"
      value="${value}"
      placeholder="${hint}"
      maxlength="500"
      ${isNeeded ? "required" : ""}
    />`;
  }
  return html`<select id="${id}" name="${name}">
    ${choices.map(
      ([one, words]) =>
        html`<option value="${one}" ${one === value ? "selected" : ""}>${words}</option>`,
    )}
  </select>`;
}
