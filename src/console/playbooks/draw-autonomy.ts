import { html } from "hono/html";
import type { AutonomyView } from "../../intake/api/views/autonomy-view.ts";
import type { Html } from "../frame/html-text.ts";
import { moment, type Now } from "../look/moment.ts";
import { drawOrder } from "../orders/draw-order.ts";
import type { SeenPlaybook } from "./read-playbook.ts";
import { tableHead } from "../look/table-head.ts";

/** The lowest of three counts, so each is shown beside what it comes from. */
export function drawAutonomy(
  { shown: { name, autonomy }, obstacles }: SeenPlaybook,
  pageToken: string,
  now: Now,
): Html {
  return html`<h2>How freely it acts</h2>
    <table class="wide">
      ${tableHead("Environment", "It acts in mode", "It asks for", "The policy allows", "It has earned")}
      <tbody>
        ${autonomy.map((one) => drawStanding(one, now))}
      </tbody>
    </table>
    ${drawOrder(
      {
        id: "trust",
        action: `/playbooks/${name}/trust`,
        label: "Let it act alone",
        means: "Your yes as a reviewer. All else must have been shown before.",
        isGrave: true,
        fields: [environments(autonomy)],
        given: { playbook: name },
        obstacle: obstacles.trust,
      },
      pageToken,
    )}
    ${drawOrder(
      {
        id: "demote",
        action: `/playbooks/${name}/demote`,
        label: "Take a rung back",
        means: "It may do less by itself, until it has earned that again.",
        fields: [environments(autonomy), { name: "reason", label: "Why", isNeeded: true }],
        given: { playbook: name },
        obstacle: obstacles.demote,
      },
      pageToken,
    )}`;
}

function environments(autonomy: readonly AutonomyView[]) {
  return {
    name: "environment",
    label: "Where",
    choices: autonomy.map(({ environment }) => [environment, environment] as const),
  };
}

function drawStanding(one: AutonomyView, now: Now): Html {
  const { environment, effective, asked, allowed, earned, since, because } = one;
  const { drilled, lapses, next } = one;
  return html`<tr>
    <th scope="row">${environment}</th>
    <td><strong>${effective}</strong></td>
    <td>${labelled("asks for", asked)}</td>
    <td>${labelled("may", allowed)}</td>
    <td>
      ${labelled("has earned", earned)}
      <p class="quiet">
        ${because}, ${moment(since, now)}.
        ${drilled === null ? "It has passed no drill." : html`Last drill ${moment(drilled, now)}.`}
        ${lapses === null ? "" : html`It acts alone until ${moment(lapses, now)}.`}
        ${next === null ? "" : html`For more, it needs ${next}.`}
      </p>
    </td>
  </tr>`;
}

/** On a phone the head of the table is gone. */
function labelled(label: string, mode: string): Html {
  return html`<span class="phone-label">${label}</span> ${mode}`;
}
