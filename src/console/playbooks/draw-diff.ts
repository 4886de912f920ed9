import { html } from "hono/html";
import type { VersionDiffView } from "../../intake/api/views/version-content-view.ts";
import type { Html } from "../frame/html-text.ts";
import { badge } from "../look/badge.ts";
import { drawFilter } from "../look/filter.ts";
import { type Pair, sideBySide } from "./side-by-side.ts";

/** The verdict first, then what changed in sentences, then the texts. */
export function drawDiff(diff: VersionDiffView, versions: readonly string[]): Html {
  const { before, after, changes } = diff;
  const { playbook } = after;
  const choices = versions.map((version) => [version, version] as const);
  const pairs = sideBySide(before.text, after.text);
  return html`<h1>${playbook}: from ${before.version} to ${after.version}</h1>
    <p>${verdict(diff)}</p>
    ${drawFilter(`/playbooks/${playbook}/diff`, [
      { name: "from", label: "From", value: before.version, choices },
      { name: "to", label: "To", value: after.version, choices },
    ])}
    ${
      changes.length === 0
        ? ""
        : html`<h2>What changed</h2>
            <ul class="plain">
              ${changes.map(
                ({ bump, says, loosens }) =>
                  html`<li>
                    <strong>${bump}</strong> ${says}
                    ${loosens ? html`${badge("bad", "TAKES A GUARD AWAY")} have a second person look` : ""}
                  </li>`,
              )}
            </ul>`
    }
    <h2>Side by side</h2>
    <table class="diff">
      <thead>
        <tr>
          <th scope="col">${before.version}</th>
          <th scope="col">${after.version}</th>
        </tr>
      </thead>
      <tbody>
        ${pairs.map(drawPair)}
      </tbody>
    </table>
    <p><a href="/playbooks/${playbook}">${playbook}</a></p>`;
}

function verdict({ before, after, bump, least, fits }: VersionDiffView): Html {
  if (bump === null) {
    return html`${badge("quiet", "THE SAME")} Nothing changed that a version tells apart.`;
  }
  const words = `A ${bump} change asks for at least ${least} after ${before.version}; the newer one says ${after.version}.`;
  return html`${fits ? badge("good", "FITS") : badge("bad", "TOO LOW")} ${words}`;
}

function drawPair(pair: Pair): Html {
  switch (pair.is) {
    case "same":
      return row(cell("", pair.text), cell("", pair.text, "twin"));
    case "gone":
      return row(cell("−", pair.before, "gone"), html`<td class="twin"></td>`);
    case "new":
      return row(html`<td class="twin"></td>`, cell("+", pair.after, "new"));
    case "changed":
      return row(cell("−", pair.before, "gone"), cell("+", pair.after, "new"));
    case "left_out":
      return html`<tr>
        <td colspan="2" class="quiet">${pair.lines} lines are the same</td>
      </tr>`;
  }
}

function row(before: Html, after: Html): Html {
  return html`<tr>
    ${before}${after}
  </tr>`;
}

const MARKS = { "": "", "−": "gone: ", "+": "new: " } as const;

/** Told by a sign and a word as well as by colour. */
function cell(mark: keyof typeof MARKS, text: string, look = ""): Html {
  return html`<td class="${look}">
    <span aria-hidden="true">${mark}</span><span class="unseen">${MARKS[mark]}</span
    ><code>${text}</code>
  </td>`;
}
