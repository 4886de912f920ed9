import { html } from "hono/html";
import type { PlaybookAutonomyView } from "../../intake/api/views/autonomy-view.ts";
import type { PlaybookFiguresView } from "../../intake/api/views/figures-view.ts";
import type { Html } from "../frame/html-text.ts";
import { empty } from "../look/empty.ts";
import { moment, type Now } from "../look/moment.ts";
import { drawOrder } from "../orders/draw-order.ts";
import { resolvedWords } from "./resolved-words.ts";
import { tableHead } from "../look/table-head.ts";

interface Reloading {
  readonly pageToken: string;
  readonly obstacle: string | null;
}

export function drawPlaybooks(
  playbooks: readonly PlaybookAutonomyView[],
  figures: readonly PlaybookFiguresView[],
  { pageToken, obstacle }: Reloading,
  now: Now,
): Html {
  return html`<h1>Playbooks</h1>
    ${
      playbooks.length === 0
        ? empty(
            "There is no playbook that you may see.",
            html`Write one with <code>pitcrew new</code>, and load it below.`,
          )
        : html`<table class="wide">
            ${tableHead("Playbook", "How freely it acts", "In 30 days", "Last drill passed")}
            <tbody>
              ${playbooks.map((one) =>
                drawPlaybook(
                  one,
                  figures.find(({ playbook }) => playbook === one.name),
                  now,
                ),
              )}
            </tbody>
          </table>`
    }
    ${drawOrder({ ...RELOAD, obstacle }, pageToken)}`;
}

const RELOAD = {
  id: "reload",
  action: "/playbooks/reload",
  label: "Read the files again",
  means: "One with errors never replaces a version that works.",
};

function drawPlaybook(
  { name, version, owner, severity, summary, autonomy }: PlaybookAutonomyView,
  figures: PlaybookFiguresView | undefined,
  now: Now,
): Html {
  const drills = autonomy.flatMap(({ drilled }) => drilled ?? []).toSorted();
  const last = drills.at(-1);
  return html`<tr>
    <th scope="row">
      <a class="row" href="/playbooks/${name}">${name}</a>
      <span class="quiet">${version} · ${owner} · ${severity}</span>
      <p class="plain-words">${summary}</p>
    </th>
    <td>
      ${autonomy.map(
        ({ environment, effective, asked, allowed, earned }) =>
          html`<p>
            ${autonomy.length === 1 ? "" : `${environment}: `}<strong>${effective}</strong>
            <span class="quiet">asks ${asked}, may ${allowed}, earned ${earned}</span>
          </p>`,
      )}
    </td>
    <td>${resolvedWords(figures)}</td>
    <td>
      <span class="phone-label">last drill passed</span>
      ${last === undefined ? html`<span class="quiet">never</span>` : moment(last, now)}
    </td>
  </tr>`;
}
