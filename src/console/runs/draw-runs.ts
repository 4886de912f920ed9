import { html } from "hono/html";
import type { RunSummaryView } from "../../intake/api/views/run-view.ts";
import { OUTCOMES } from "../../model/outcome.ts";
import { span } from "../../notify/wording/span.ts";
import { outcomeWords } from "../../notify/wording/state-words.ts";
import { subject } from "../../notify/wording/subject.ts";
import type { Html } from "../frame/html-text.ts";
import { badge, outcomeTone } from "../look/badge.ts";
import { empty } from "../look/empty.ts";
import type { Choice } from "../look/field.ts";
import { drawFilter } from "../look/filter.ts";
import { moment, type Now } from "../look/moment.ts";
import { older } from "../look/older.ts";

interface Listing {
  readonly asked: Readonly<Partial<Record<"playbook" | "outcome" | "ended" | "before", string>>>;
  readonly fullAt: number;
}

export function drawRuns(
  runs: readonly RunSummaryView[],
  { asked, fullAt }: Listing,
  now: Now,
): Html {
  return html`<h1>Runs</h1>
    ${drawFilter("/runs", [
      { name: "playbook", label: "Playbook", value: asked.playbook, hint: "its whole name" },
      { name: "ended", label: "Which", value: asked.ended, choices: WHICH },
      { name: "outcome", label: "How it ended", value: asked.outcome, choices: ENDED_AS },
    ])}
    ${
      runs.length === 0
        ? empty("There is no such run.", NEXT)
        : html`<ul class="cards">
            ${runs.map((run) => html`<li>${drawRunLine(run, now)}</li>`)}
          </ul>`
    }
    ${older("/runs", asked, runs, fullAt)}`;
}

const WHICH: readonly Choice[] = [
  ["", "All"],
  ["false", "Live"],
  ["true", "Ended"],
];

const ENDED_AS: readonly Choice[] = [
  ["", "In any way"],
  ...OUTCOMES.map((outcome): Choice => [outcome, outcome.replaceAll("_", " ")]),
];

const NEXT = html`Ask for others above, or start one: <code>pitcrew run NAME</code>.`;

/** A run in a list, with how it ended or that it goes on. */
export function drawRunLine(summary: RunSummaryView, now: Now): Html {
  const { id, playbook, version, params, started, ended, outcome, undo } = summary;
  const about = subject({ playbook: { name: playbook } }, { params });
  const link = html`<a class="row" href="/runs/${id}">${about}</a>`;
  if (outcome === null || ended === null) {
    return html`<p>${badge("works", "LIVE")} ${link}</p>
      <p class="quiet">version ${version} · started ${moment(started, now)}</p>`;
  }
  const words = outcomeWords(outcome, Date.parse(ended) - Date.parse(started));
  const back = undo === null ? "" : `, ${undo.replaceAll("_", " ")}`;
  return html`<p>${badge(outcomeTone(outcome), `${words}${back}`)} ${link}</p>
    <p class="quiet">
      version ${version} · ended ${moment(ended, now)} after
      ${span(Date.parse(ended) - Date.parse(started))}
    </p>`;
}
