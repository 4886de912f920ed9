import { html } from "hono/html";
import type { ApprovalView } from "../../intake/api/views/approval-view.ts";
import type { SwitchView } from "../../intake/api/views/brake-views.ts";
import type { RunSummaryView } from "../../intake/api/views/run-view.ts";
import { span } from "../../notify/wording/span.ts";
import { outcomeWords } from "../../notify/wording/state-words.ts";
import { subject } from "../../notify/wording/subject.ts";
import type { Unpaged } from "../../ports/page-desk.ts";
import type { Html } from "../frame/html-text.ts";
import { badge, outcomeTone, runTone } from "../look/badge.ts";
import { moment, type Now } from "../look/moment.ts";
import type { Live, Overview } from "./read-overview.ts";

/** What wants a person first, then what goes on, then what has been. */
export function drawOverview(overview: Overview, now: Now): Html {
  const { approvals, live, hasMore, ended, switches, unpaged, troubles } = overview;
  return html`<h1>${headingOf(overview)}</h1>
    ${unpaged.length === 0 ? "" : alarm(unpaged, now)}
    ${troubles.map((trouble) => html`<p class="problem" role="alert">${trouble}</p>`)}
    ${switches.map((each) => switchedOn(each, now))}
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
    ${hasMore ? html`<p>There are more; <code>pitcrew runs</code> lists all of them.</p>` : ""}
    <h2>Ended last</h2>
    ${
      ended.length === 0
        ? html`<p class="quiet">No run has ended yet.</p>`
        : html`<ul class="cards">
            ${ended.map((each) => endedRun(each, now))}
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
    <p>${badge("bad", "NOBODY HAS BEEN PAGED")}</p>
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

const SWITCHED = { freeze: "FROZEN", pause: "PAUSED", drain: "DRAINED" } as const;

function switchedOn({ kind, scope, by, reason, since, until }: SwitchView, now: Now): Html {
  const end = until === null ? "until somebody ends it" : html`until ${moment(until, now)}`;
  return html`<p class="alarm">
    ${badge("waits", SWITCHED[kind])} ${scope === "all" ? "everything" : scope.replace(":", " ")}
    since ${moment(since, now)} by ${by}, ${end}: ${reason}
  </p>`;
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

function endedRun(summary: RunSummaryView, now: Now): Html {
  const { id, version, started, ended, outcome, undo } = summary;
  if (outcome === null || ended === null) return html``;
  const words = outcomeWords(outcome, Date.parse(ended) - Date.parse(started));
  const back = undo === null ? "" : `, ${undo.replaceAll("_", " ")}`;
  return html`<li>
    <p>
      ${badge(outcomeTone(outcome), `${words}${back}`)}
      <a href="/runs/${id}">${aboutOf(summary)}</a>
    </p>
    <p class="quiet">version ${version} · ended ${moment(ended, now)}</p>
  </li>`;
}

function aboutOf({ playbook, params }: RunSummaryView): string {
  return subject({ playbook: { name: playbook } }, { params });
}
