import { html } from "hono/html";
import type { ApprovalView } from "../../intake/api/views/approval-view.ts";
import type { RunSummaryView } from "../../intake/api/views/run-view.ts";
import { NOBODY_PAGED } from "../../notify/wording/page-words.ts";
import { span } from "../../notify/wording/span.ts";
import { subject } from "../../notify/wording/subject.ts";
import type { Unpaged } from "../../ports/page-desk.ts";
import { drawSwitch } from "../brakes/draw-switch.ts";
import type { Html } from "../frame/html-text.ts";
import { badge, runTone } from "../look/badge.ts";
import { moment, type Now } from "../look/moment.ts";
import { drawRunLine } from "../runs/draw-runs.ts";
import { drawFigures } from "./draw-figures.ts";
import { drawHealth } from "./draw-health.ts";
import type { Live, Overview } from "./read-overview.ts";

/** What wants a person first, then what goes on, then what has been. */
export function drawOverview(overview: Overview, now: Now): Html {
  const { approvals, live, hasMore, ended, switches, unpaged, health, figures } = overview;
  return html`<h1>${headingOf(overview)}</h1>
    ${unpaged.length === 0 ? "" : alarm(unpaged, now)}
    ${health.troubles.map((trouble) => html`<p class="problem" role="alert">${trouble}</p>`)}
    ${drawHealth(health)}
    ${switches.map((each) => html`<p class="alarm">${drawSwitch(each, now)}</p>`)}
    <h2>Waiting for approval</h2>
    ${
      approvals.length === 0
        ? html`<p class="quiet">Nothing waits for an approval.</p>`
        : html`<ul class="cards asks">
            ${approvals.map((each) => asked(each, live, now))}
          </ul>`
    }
    <h2>Live</h2>
    ${
      live.length === 0
        ? html`<p class="quiet">No run is live.</p>`
        : html`<ul class="cards">
            ${live.map((each) => liveRun(each, now))}
          </ul>`
    }
    ${hasMore ? html`<p><a href="/runs?ended=false">All live runs</a></p>` : ""}
    ${drawFigures(figures)}
    <h2>Ended last</h2>
    ${
      ended.length === 0
        ? html`<p class="quiet">No run has ended yet.</p>`
        : html`<ul class="cards">
            ${ended.map((each) => html`<li>${drawRunLine(each, now)}</li>`)}
          </ul>`
    }`;
}

/** The same words as in the title, for whoever has the page in the background. */
export function headingOf({ approvals, live }: Overview): string {
  const waits = approvals.length === 0 ? "Nothing" : String(approvals.length);
  const wait = approvals.length > 1 ? "wait" : "waits";
  const runs = live.length === 1 ? "1 run is live" : `${live.length} runs are live`;
  return `${waits} ${wait} for approval, ${live.length === 0 ? "no run is live" : runs}`;
}

function alarm(unpaged: readonly Unpaged[], now: Now): Html {
  return html`<div class="alarm" role="alert">
    <p>${badge("bad", NOBODY_PAGED)}</p>
    <ul>
      ${unpaged.map(
        ({ run, at, trouble }) =>
          html`<li>
            ${run === null ? "An alert" : html`<a href="/runs/${run}">A run</a>`}, wanted
            ${moment(new Date(at).toISOString(), now)}: ${trouble}
          </li>`,
      )}
    </ul>
  </div>`;
}

function asked(
  { run, playbook, step, risk, effects, expires }: ApprovalView,
  live: readonly Live[],
  now: Now,
): Html {
  const shown = live.find(({ summary }) => summary.id === run);
  const about = shown?.run.ok === true ? shown.run.value.headline.about : playbook;
  const first = effects.find(({ phase }) => phase === "run");
  const page = `/runs/${run}/approve/${step}`;
  return html`<li>
    <p>${badge("waits", "APPROVE BY")} <strong>${moment(expires, now)}</strong></p>
    <p><a href="${page}">${first?.does ?? step}</a></p>
    <p class="quiet">${about} · step ${step} · risk ${risk}</p>
  </li>`;
}

function liveRun({ summary, run }: Live, now: Now): Html {
  const { id, playbook, version, started } = summary;
  const age = html`started ${moment(started, now)}, ${ageOf(started, now)}`;
  if (!run.ok) {
    return html`<li>
      <p>${badge("bad", "STANDS STILL")} <a href="/runs/${id}">${aboutOf(summary)}</a></p>
      <p>${run.refusal.message}. ${run.refusal.remedy}</p>
    </li>`;
  }
  const { headline, pending } = run.value;
  const waitsFor = pending.filter(({ is }) => is !== "approval");
  return html`<li>
    <p>${badge(runTone(run.value), headline.state)} <a href="/runs/${id}">${headline.about}</a></p>
    ${waitsFor.map(({ about }) => html`<p>${about}</p>`)}
    <p class="quiet">${playbook} ${version} · ${age}</p>
  </li>`;
}

/** In whole minutes, so that a page in which nothing else changes stays as it is. */
function ageOf(started: string, { at }: Now): string {
  const minutes = Math.floor((at - Date.parse(started)) / 60_000);
  return minutes < 1 ? "less than a minute ago" : `${span(minutes * 60_000)} ago`;
}

function aboutOf({ playbook, params }: RunSummaryView): string {
  return subject({ playbook: { name: playbook } }, { params });
}
