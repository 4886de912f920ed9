import { html } from "hono/html";
import type { WhyView } from "../../intake/api/views/alert-view.ts";
import type { Html } from "../frame/html-text.ts";
import { badge } from "../look/badge.ts";
import { moment, type Now } from "../look/moment.ts";
import { resultBadge } from "./draw-alerts.ts";
import { firingWords, RESULTS } from "./result-words.ts";

type Verdict = WhyView["verdicts"][number];
type Considered = Verdict["report"]["considered"][number];

/** Why first, in sentences; then each time that it was matched, the newest first, with every rule. */
export function drawWhy({ alert, sentences, verdicts }: WhyView, now: Now): Html {
  const { labels, annotations, source, opened, closed, fingerprint } = alert;
  return html`<h1>${resultBadge(alert)} ${labels["alertname"] ?? "An alert without a name"}</h1>
    ${sentences.map((sentence) => html`<p>${sentence}</p>`)}
    <p class="quiet">
      ${firingWords(alert)} · since ${moment(opened, now)}
      ${closed === null ? "" : html` until ${moment(closed, now)}`} · from ${source} · fingerprint
      <code>${fingerprint}</code>
    </p>
    <h2>What was looked at</h2>
    ${
      verdicts.length === 0
        ? html`<p class="quiet">It has not been matched yet.</p>`
        : verdicts.toReversed().map((verdict) => drawVerdict(verdict, now))
    }
    ${texts("Labels", labels)} ${texts("Annotations", annotations)}
    <p><a href="/alerts">All alerts</a></p>`;
}

function drawVerdict({ at, result, run, report }: Verdict, now: Now): Html {
  const [words, tone] = RESULTS[result];
  const { considered, chosen, failure, brake } = report;
  const modes = chosen?.modes ?? null;
  return html`<section class="card">
    <p>
      ${badge(tone, words)} ${moment(at, now)}
      ${run === null ? "" : html`· <a class="row" href="/runs/${run}">the run</a>`}
    </p>
    ${modes === null ? "" : html`<p>${modeWords(modes)}</p>`}
    ${brake === null ? "" : html`<p>${brake.message}. ${brake.remedy}</p>`}
    ${
      failure === null
        ? ""
        : html`<p>
            ${failure.message}. ${failure.remedy} <span class="quiet">${failure.code}</span>
          </p>`
    }
    ${
      considered.length === 0
        ? html`<p class="quiet">No playbook was looked at.</p>`
        : html`<details id="considered-${at}">
            <summary>Each playbook and its rules (${considered.length})</summary>
            <ul class="plain">
              ${considered.map((one) => html`<li>${drawConsidered(one, chosen)}</li>`)}
            </ul>
          </details>`
    }
  </section>`;
}

type Modes = NonNullable<NonNullable<Verdict["report"]["chosen"]>["modes"]>;

function modeWords({ effective, asked, policy, earned }: Modes): string {
  return `It acts in mode ${effective}: the playbook asks for ${asked}, the policy allows ${policy}, and it has earned ${earned}.`;
}

function drawConsidered(
  { playbook, version, fits, beatenBy, rules }: Considered,
  chosen: Verdict["report"]["chosen"],
): Html {
  const isChosen = chosen?.playbook === playbook;
  const stands = isChosen
    ? badge("good", "TAKES IT")
    : fits
      ? badge("quiet", beatenBy === null ? "FITS" : `FITS, BEATEN BY ${beatenBy.toUpperCase()}`)
      : badge("quiet", "DOES NOT FIT");
  return html`<p>${stands} <a href="/playbooks/${playbook}">${playbook}</a> ${version}</p>
    <ul class="plain">
      ${rules.map(
        ({ holds, says }) =>
          html`<li>
            ${badge(holds ? "good" : "quiet", holds ? "holds" : "does not hold")} ${says}
          </li>`,
      )}
    </ul>`;
}

function texts(title: string, values: Readonly<Record<string, string>>): Html {
  const pairs = Object.entries(values);
  if (pairs.length === 0) return html``;
  return html`<h2>${title}</h2>
    <table>
      <tbody>
        ${pairs.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}
