import { html } from "hono/html";
import type { ChartsView } from "../../intake/api/views/charts-view.ts";
import type { EventView } from "../../intake/api/views/event-view.ts";
import type { RunView } from "../../intake/api/views/run-view.ts";
import { problemBox } from "../frame/frame.ts";
import type { Html } from "../frame/html-text.ts";
import { badge, runTone } from "../look/badge.ts";
import { moment, type Now } from "../look/moment.ts";
import type { Offer } from "./actions.ts";
import { drawActions } from "./draw-actions.ts";
import { drawCharts } from "./draw-charts.ts";
import { drawPending } from "./draw-pending.ts";
import { drawRecord } from "./draw-record.ts";
import { drawSteps } from "./draw-steps.ts";
import { tableHead } from "../look/table-head.ts";

export interface SeenThrough {
  readonly run: RunView;
  readonly events: readonly EventView[];
  readonly charts: ChartsView;
  readonly offers: readonly Offer[];
  readonly pageToken: string;
  readonly newRun: string;
  readonly now: Now;
}

/** How the run stands and why; what it waits for; what it did, step by step; what proves it. */
export function drawRun(seen: SeenThrough): Html {
  const { run, events, charts, offers, pageToken, newRun, now } = seen;
  const { id, headline, reason, failure, pending, steps, proof } = run;
  return html`<h1>${badge(runTone(run), headline.state)} ${headline.about}</h1>
    ${reason === null ? "" : html`<p>${reason}</p>`} ${failure === null ? "" : problemBox(failure)}
    <p class="quiet">${about(run, now)}</p>
    ${drawPending(pending, { run: id, pageToken, now })} ${proof.length === 0 ? "" : proven(proof)}
    ${drawSteps(steps, now)} ${drawCharts(charts)}
    ${drawActions({ run: id, offers, pageToken, newRun })} ${drawRecord(id, events, now)}`;
}

function about({ playbook, version, mode, started, ended, deadline, id }: RunView, now: Now): Html {
  const until =
    ended === null ? html`ends by ${moment(deadline, now)}` : html`ended ${moment(ended, now)}`;
  return html`${playbook} ${version} · mode ${mode} · started ${moment(started, now)} · ${until} ·
    run <code>${id}</code>`;
}

function proven(proof: RunView["proof"]): Html {
  return html`<h2>Before and after</h2>
    <table>
      ${tableHead("What was checked", "Before", "After")}
      <tbody>
        ${proof.map(
          ({ what, before, after }) =>
            html`<tr>
              <th scope="row">${what}</th>
              <td>${before ?? "not known"}</td>
              <td><strong>${after}</strong></td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}
