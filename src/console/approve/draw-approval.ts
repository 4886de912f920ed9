import { html } from "hono/html";
import { nameToType } from "../../intake/api/name-to-type.ts";
import type { ApprovalView } from "../../intake/api/views/approval-view.ts";
import {
  movesOf,
  riskWords,
  silenceWords,
  UNCHECKED,
  withoutStop,
} from "../../notify/wording/approval-words.ts";
import { clockTime } from "../../notify/wording/clock-time.ts";
import type { Html } from "../frame/html-text.ts";
import { badge } from "../look/badge.ts";
import { moment, type Now } from "../look/moment.ts";
import { tableHead } from "../look/table-head.ts";

/** Read on a phone, half asleep: what would happen first, who else is asked last. */
export function drawApproval(asked: ApprovalView, pageToken: string, now: Now): Html {
  const { run, playbook, version, step, plan, why, effects, check, by, count, votes } = asked;
  const until = clockTime(Date.parse(asked.expires), now.zone, now.at);
  const changes = effects.filter(({ phase }) => phase === "run");
  const undos = effects.filter(({ phase }) => phase === "undo");
  return html`<p>${badge("waits", "APPROVE BY")} <strong>${moment(asked.expires, now)}</strong></p>
    <h1>${changes.map(({ does }) => withoutStop(does)).join("; ")}</h1>
    ${changes.map(drawEffect)}
    <dl>
      <dt>Why</dt>
      <dd>${why}</dd>
      <dt>Risk</dt>
      <dd>
        ${riskWords(
          asked,
          undos.map(({ does }) => does),
        )}
      </dd>
      <dt>Check</dt>
      <dd>${check ?? UNCHECKED}</dd>
      <dt>If nobody answers</dt>
      <dd>${silenceWords(asked, until)}</dd>
      <dt>Who may decide</dt>
      <dd>${count === 1 ? "one" : count} of ${by.join(", ")}</dd>
      ${
        votes.length === 0
          ? ""
          : html`<dt>So far</dt>
              <dd>${votes.map((vote) => vote.by).join(", ")} approved</dd>`
      }
    </dl>
    <p class="quiet">
      plan <code>${plan}</code> · step ${step} of ${playbook} ${version} ·
      <a href="/runs/${run}">the run</a>
    </p>
    ${approving(asked, pageToken)} ${denying(asked, pageToken)}
    <div class="pinned">
      <button class="${isGrave(asked) ? "danger" : "main"}" form="approve">Approve</button>
      <a class="button" href="#deny">Deny…</a>
    </div>`;
}

function isGrave({ risk, isReversible }: ApprovalView): boolean {
  return risk === "high" || !isReversible;
}

function drawEffect({ effect, targets, change }: ApprovalView["effects"][number]): Html {
  const moves = change === null ? [] : movesOf(change);
  return html`${
      moves.length === 0
        ? html`<p class="quiet">${change === null ? NOT_KNOWN : NOTHING_SHORT}</p>`
        : html`<table>
            ${tableHead("Value", "Now", "Then")}
            <tbody>
              ${moves.map(
                ({ what, before, after }) =>
                  html`<tr>
                    <th scope="row">${what}</th>
                    <td>${before}</td>
                    <td><strong>${after}</strong></td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    <p class="quiet">Touches ${targets.join(", ") || "nothing by name"}${ONCE[effect]}</p>`;
}

const NOT_KNOWN = "What is there now is not known.";
const NOTHING_SHORT = "No single value changes that could be set side by side.";

const ONCE = {
  read: "",
  idempotent: "",
  once: " · sent once; if no answer comes, a person has to look",
} as const;

/** What cannot be taken back is approved with both hands. */
function approving(asked: ApprovalView, pageToken: string): Html {
  const name = nameToType(asked);
  return html`<form class="decide" id="approve" method="post" action="${pageOf(asked)}">
    <input type="hidden" name="page" value="${pageToken}" />
    <input type="hidden" name="plan" value="${asked.digest}" />
    ${
      name === undefined
        ? ""
        : html`<label for="name">To approve, write <code>${name}</code></label>
            <input
              type="text"
              id="name"
              name="name"
              required
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
            />`
    }
  </form>`;
}

function denying(asked: ApprovalView, pageToken: string): Html {
  return html`<form
    class="decide"
    id="deny"
    method="post"
    action="/runs/${asked.run}/deny/${asked.step}"
  >
    <input type="hidden" name="page" value="${pageToken}" />
    <label for="reason">To deny, say why. It ends the run; nothing is changed.</label>
    <input type="text" id="reason" name="reason" required maxlength="1000" />
    <p><button>Deny</button></p>
  </form>`;
}

function pageOf({ run, step }: ApprovalView): string {
  return `/runs/${run}/approve/${step}`;
}
