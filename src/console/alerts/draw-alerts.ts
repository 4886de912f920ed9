import { html } from "hono/html";
import type { AlertView } from "../../intake/api/views/alert-view.ts";
import type { Html } from "../frame/html-text.ts";
import { badge } from "../look/badge.ts";
import { empty } from "../look/empty.ts";
import { drawFilter } from "../look/filter.ts";
import { moment, type Now } from "../look/moment.ts";
import { older } from "../look/older.ts";
import { firingWords, RESULTS } from "./result-words.ts";

interface Listing {
  readonly asked: { readonly open?: string; readonly result?: string; readonly before?: string };
  readonly fullAt: number;
}

export function drawAlerts(
  alerts: readonly AlertView[],
  { asked, fullAt }: Listing,
  now: Now,
): Html {
  return html`<h1>Alerts</h1>
    ${drawFilter("/alerts", [
      { name: "open", label: "Which", value: asked.open, choices: WHICH },
      { name: "result", label: "What came of it", value: asked.result, choices: CAME_OF },
    ])}
    ${
      alerts.length === 0
        ? empty("There is no such alert.", NEXT)
        : html`<ul class="cards">
            ${alerts.map((alert) => drawAlert(alert, now))}
          </ul>`
    }
    ${older("/alerts", asked, alerts, fullAt)}`;
}

const WHICH = [
  ["", "All"],
  ["true", "Open"],
  ["false", "Over"],
] as const;

const CAME_OF = [
  ["", "Anything"],
  ...Object.entries(RESULTS).map(([result, [words]]) => [result, words.toLowerCase()] as const),
] as const;

const NEXT = html`Ask for others above. If none ever comes, let Alertmanager post to
  <code>/webhooks/alertmanager/default</code>, and look at <code>pitcrew doctor</code>.`;

function drawAlert(alert: AlertView, now: Now): Html {
  const { id, source, labels, opened, paged } = alert;
  const { alertname, ...others } = labels;
  const pairs = Object.entries(others).map(([label, value]) => `${label}=${value}`);
  return html`<li>
    <p>
      ${resultBadge(alert)}
      <a class="row" href="/alerts/${id}">${alertname ?? "An alert without a name"}</a>
    </p>
    <p>${pairs.join(" · ")}</p>
    <p class="quiet">
      ${firingWords(alert)} · since ${moment(opened, now)} · from
      ${source}${paged === null ? "" : html` · somebody was paged ${moment(paged, now)}`}
    </p>
  </li>`;
}

export function resultBadge({ result }: Pick<AlertView, "result">): Html {
  if (result === null) return badge("works", "NOT MATCHED YET");
  const [words, tone] = RESULTS[result];
  return badge(tone, words);
}
