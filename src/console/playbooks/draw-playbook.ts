import { html, raw } from "hono/html";
import { drawStepGraph, drawStepTable, type StepGraph } from "../../chart/step-graph.ts";
import type { PlaybookAutonomyView } from "../../intake/api/views/autonomy-view.ts";
import type { VersionContentView } from "../../intake/api/views/version-content-view.ts";
import type { Html } from "../frame/html-text.ts";
import type { Now } from "../look/moment.ts";
import { picture } from "../look/picture.ts";
import { drawAutonomy } from "./draw-autonomy.ts";
import { drawVersions } from "./draw-versions.ts";
import type { SeenPlaybook } from "./read-playbook.ts";
import { resolvedWords } from "./resolved-words.ts";
import { tableHead } from "../look/table-head.ts";

/** What it is for and how freely it acts; how it has done; its steps; its versions; its text. */
export function drawPlaybook(seen: SeenPlaybook, pageToken: string, now: Now): Html {
  const { shown, content, figures } = seen;
  const { name, version, owner, severity, summary, params } = shown;
  return html`<h1>${name} <span class="quiet">${version}</span></h1>
    <p>${summary}</p>
    <p class="quiet">
      owner ${owner} · severity ${severity} · <a href="/runs?playbook=${name}">its runs</a>
    </p>
    <p>${resolvedWords(figures)} <span class="quiet">in the last 30 days</span></p>
    ${drawAutonomy(seen, pageToken, now)}
    <h2>Steps</h2>
    ${drawSteps(content)} ${drawParams(params)} ${drawVersions(seen, pageToken, now)}
    <details id="text">
      <summary>What it says</summary>
      <pre tabindex="0">${content.text}</pre>
      <p class="quiet">hash <code>${content.hash}</code></p>
    </details>`;
}

function drawSteps({ playbook, version, graph }: VersionContentView): Html {
  const { nodes, edges } = graph;
  const picturing: StepGraph = {
    title: `Steps of ${playbook} ${version}`,
    sentence: `${nodes.length} steps from ${nodes[0]?.id} to ${nodes.at(-1)?.id}; dashed ways are taken when a step fails.`,
    nodes: nodes.map(({ id, kind }) => ({ id, says: kind, isTaken: false })),
    edges: edges.map(({ from, to, when }) => ({
      from,
      to,
      isRescue: when === "failed",
      isTaken: false,
    })),
  };
  const { sentence } = picturing;
  return picture({
    id: "steps-table",
    sentence,
    svg: raw(drawStepGraph(picturing, "page")),
    table: raw(drawStepTable(picturing)),
  });
}

function drawParams(params: PlaybookAutonomyView["params"]): Html {
  if (params.length === 0) return html``;
  return html`<h2>Params</h2>
    <table>
      ${tableHead("Name", "Type", "What it is")}
      <tbody>
        ${params.map(
          ({ name, type, hasDefault, describe }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${type}${hasDefault ? "" : ", needed"}</td>
              <td>${describe ?? ""}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}
