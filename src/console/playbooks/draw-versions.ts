import { html } from "hono/html";
import type { VersionView } from "../../intake/api/views/version-view.ts";
import type { Html } from "../frame/html-text.ts";
import { badge } from "../look/badge.ts";
import { moment, type Now } from "../look/moment.ts";
import { drawOrder, type OrderForm } from "../orders/draw-order.ts";
import type { SeenPlaybook } from "./read-playbook.ts";
import { tableHead } from "../look/table-head.ts";

const SHORT_HASH = "sha256:".length + 12;

/** Which version new runs follow, and the ways to let them follow another. */
export function drawVersions(seen: SeenPlaybook, pageToken: string, now: Now): Html {
  const { versions } = seen;
  const active = versions.find(({ activeSince }) => activeSince !== null);
  return html`<h2>Versions</h2>
    <table class="wide">
      ${tableHead("Version", "Published", "Runs", "What differs")}
      <tbody>
        ${versions.map((each) => drawVersion(each, active, now))}
      </tbody>
    </table>
    ${ordersFor(seen, active).map((order) => drawOrder(order, pageToken))}`;
}

function drawVersion(each: VersionView, active: VersionView | undefined, now: Now): Html {
  const { playbook, version, hash, published, activeSince, pinnedBy, runs } = each;
  return html`<tr>
    <th scope="row">
      ${version} ${activeSince === null ? "" : badge("good", "ACTIVE")}
      ${pinnedBy === null ? "" : badge("waits", `PINNED by ${pinnedBy}`)}
      <span class="quiet">${hash.slice(0, SHORT_HASH)}</span>
    </th>
    <td>
      ${moment(published, now)}
      ${activeSince === null ? "" : html`<span class="quiet">active since ${moment(activeSince, now)}</span>`}
    </td>
    <td>${runs} <span class="phone-label">${runs === 1 ? "run" : "runs"}</span></td>
    <td>
      ${
        active === undefined || active.version === version
          ? ""
          : html`<a
              class="row"
              href="/playbooks/${playbook}/diff?from=${version}&amp;to=${active.version}"
              >from ${version} to ${active.version}</a
            >`
      }
    </td>
  </tr>`;
}

function ordersFor(
  { shown: { name }, versions, obstacles }: SeenPlaybook,
  active: VersionView | undefined,
): readonly OrderForm[] {
  const choices = versions.map(({ version }) => [version, version] as const);
  const others = choices.filter(([version]) => version !== active?.version);
  const isPinned = active !== undefined && active.pinnedBy !== null;
  const order = (id: string, label: string, means: string, obstacle: string | null) => ({
    id,
    action: `/playbooks/${name}/${id}`,
    label,
    means,
    given: { playbook: name },
    obstacle,
  });
  return [
    {
      ...order(
        "activate",
        "Activate another version",
        "New runs follow it. Whoever published it cannot do this.",
        others.length === 0 ? "There is no other version." : obstacles.activate,
      ),
      fields: [{ name: "version", label: "Version", choices: others }],
    },
    {
      ...order(
        "pin",
        "Pin a version",
        "New runs follow it, whatever the files say.",
        obstacles.pin,
      ),
      fields: [{ name: "version", label: "Version", value: active?.version, choices }],
    },
    order(
      "unpin",
      "Unpin",
      "From the next reload on it follows the files again.",
      isPinned ? obstacles.unpin : "It is not pinned.",
    ),
    {
      ...order(
        "rollback",
        "Roll back",
        "New runs follow the version before, and it is pinned.",
        obstacles.rollBack,
      ),
      isGrave: true,
    },
  ];
}
