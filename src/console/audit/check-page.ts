import { html } from "hono/html";
import { checkRecord } from "../../intake/api/endpoints/check-record.ts";
import type { RecordCheckView } from "../../intake/api/views/audit-view.ts";
import type { Html } from "../frame/html-text.ts";
import { sendPage, sendRefusal } from "../frame/send-page.ts";
import { badge } from "../look/badge.ts";
import type { Show } from "../visitor.ts";

/** Whether the record is as it was written, as far as Pitcrew can tell about itself. */
export const checkPage: Show = async (context, visitor, needs) => {
  const checked = await checkRecord.ask({}, visitor.actor, needs.desk);
  if (!checked.ok) return sendRefusal(context, visitor, needs, checked.refusal);
  const body = drawCheck(checked.value);
  return sendPage(context, visitor, needs, { title: "Audit check", body });
};

function drawCheck(check: RecordCheckView): Html {
  const { entries, chains, checkpoints, unsealed, findings, found } = check;
  return html`<h1>${verdict(check)}</h1>
    <p>
      ${entries} entries in ${chains} chains, under ${checkpoints} signed checkpoints. Nothing
      proves the newest ${unsealed} yet: no checkpoint covers them.
    </p>
    ${
      found === 0
        ? ""
        : html`<ul>
            ${findings.map(({ at, because }) => html`<li><strong>${at}</strong>: ${because}</li>`)}
          </ul>`
    }
    ${found > findings.length ? html`<p>${found - findings.length} more are left out here.</p>` : ""}
    <p class="quiet">
      It is Pitcrew that says so. To take nobody's word for it, run
      <code>pitcrew audit verify</code>
      on another machine, with the key and an anchor that were kept there.
    </p>
    <p><a href="/audit">Audit</a></p>`;
}

function verdict({ is }: RecordCheckView): Html {
  switch (is) {
    case "whole":
      return html`${badge("good", "WHOLE")} The record is as it was written`;
    case "key_unknown":
      return html`${badge("waits", "SIGNED ELSEWHERE")} Some checkpoints are signed with a key that
      this process does not know`;
    case "changed":
      return html`${badge("bad", "CHANGED")} The record is not as it was written`;
  }
}
