import { html } from "hono/html";
import type { HealthView } from "../../intake/api/views/health-view.ts";
import { span } from "../../notify/wording/span.ts";
import type { Html } from "../frame/html-text.ts";
import { badge } from "../look/badge.ts";

/** How Pitcrew itself is, in one line; what troubles it is said above. */
export function drawHealth({ is, workers, runs, version }: HealthView): Html {
  const wait =
    runs.waiting === 0
      ? "no run waits for a worker"
      : `${runs.waiting} wait for a worker, the first for ${span(runs.oldest_wait_ms)}`;
  const gone = workers.dead === 0 ? "" : `, ${workers.dead} gone`;
  return html`<p class="quiet">
    ${badge(is === "well" ? "good" : "bad", is === "well" ? "WELL" : "TROUBLED")} ${workers.live}
    ${workers.live === 1 ? "worker" : "workers"}${gone} · ${wait} · Pitcrew ${version}
  </p>`;
}
