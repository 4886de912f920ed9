import { html } from "hono/html";
import type { StepView } from "../../intake/api/views/run-view.ts";
import { span } from "../../notify/wording/span.ts";
import type { Html } from "../frame/html-text.ts";
import { badge, stepTone } from "../look/badge.ts";
import { moment, type Now } from "../look/moment.ts";
import { tableHead } from "../look/table-head.ts";

/** On a phone, each row becomes a paragraph. */
export function drawSteps(steps: readonly StepView[], now: Now): Html {
  return html`<h2>Steps</h2>
    <table class="wide">
      ${tableHead("State", "Step", "What it does", "When")}
      <tbody>
        ${steps.map(
          (step) =>
            html`<tr>
              <td>${badge(stepTone(step.state), step.state)}</td>
              <th scope="row">${step.id}</th>
              <td>
                ${step.says === "" ? html`<span class="quiet">${step.kind}</span>` : step.says}
              </td>
              <td class="quiet">${whenOf(step, now)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function whenOf({ began, ended }: StepView, now: Now): Html {
  if (began === null) return html``;
  if (ended === null) return html`since ${moment(began, now)}`;
  return html`${moment(began, now)}, took ${span(Date.parse(ended) - Date.parse(began))}`;
}
