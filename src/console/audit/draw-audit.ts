import { html } from "hono/html";
import type { AuditEntryView } from "../../intake/api/views/audit-view.ts";
import type { Html } from "../frame/html-text.ts";
import { empty } from "../look/empty.ts";
import type { Choice } from "../look/field.ts";
import { drawFilter } from "../look/filter.ts";
import { moment, type Now } from "../look/moment.ts";
import { tableHead } from "../look/table-head.ts";

interface Listing {
  readonly asked: { readonly subject?: string; readonly actor?: string; readonly last?: string };
  readonly fullAt: number;
}

export function drawAudit(
  entries: readonly AuditEntryView[],
  { asked, fullAt }: Listing,
  now: Now,
): Html {
  return html`<h1>Audit</h1>
    <p>
      <a class="button" href="/audit/check">Check the chains</a>
      <a class="button" href="/v1/audit/export" download="pitcrew-audit.jsonl">Export all</a>
    </p>
    ${drawFilter("/audit", [
      { name: "subject", label: "About", value: asked.subject, hint: "run:…, playbook:…" },
      { name: "actor", label: "Who", value: asked.actor, hint: "ann, key:deploy, schedule:…" },
      { name: "last", label: "When", value: asked.last, choices: WHEN },
    ])}
    ${
      entries.length === 0
        ? empty("There is no such entry.", "Ask for others above, or for a longer time.")
        : html`<table class="wide">
            ${tableHead("When", "Who", "What", "About")}
            <tbody>
              ${entries.map((entry) => drawEntry(entry, now))}
            </tbody>
          </table>`
    }
    ${
      entries.length < fullAt
        ? ""
        : html`<p class="quiet">
            These are the newest ${fullAt}. For older ones, ask for less above, or export all.
          </p>`
    }`;
}

const WHEN: readonly Choice[] = [
  ["", "At any time"],
  ["1h", "In the last hour"],
  ["1d", "In the last day"],
  ["7d", "In the last 7 days"],
  ["30d", "In the last 30 days"],
];

function drawEntry(entry: AuditEntryView, now: Now): Html {
  const { subject, seq, at, kind, actor, surface, body, hash } = entry;
  return html`<tr>
    <td>${moment(at, now)}</td>
    <td>${actor} <span class="quiet">(${surface})</span></td>
    <th scope="row">
      <details>
        <summary>${kind.replaceAll("_", " ")}</summary>
        <pre tabindex="0">${body}</pre>
        <p class="quiet">hash <code>${hash}</code></p>
      </details>
    </th>
    <td>${about(subject)} <span class="quiet">#${seq}</span></td>
  </tr>`;
}

function about(subject: string): Html {
  const [is, name = ""] = subject.split(":", 2);
  if (is === "run") return html`<a class="row" href="/runs/${name}">run ${name.slice(0, 8)}</a>`;
  if (is === "playbook") return html`<a class="row" href="/playbooks/${name}">${name}</a>`;
  return html`${subject}`;
}
