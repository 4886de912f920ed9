import { html } from "hono/html";
import type { EventView } from "../../intake/api/views/event-view.ts";
import type { Html } from "../frame/html-text.ts";
import { moment, type Now } from "../look/moment.ts";

/** A page stays readable; the whole record can be loaded. */
const MOST_EVENTS = 200;

/** Who did what, the newest first. */
export function drawRecord(run: string, events: readonly EventView[], now: Now): Html {
  const shown = events.slice(-MOST_EVENTS).toReversed();
  const left = events.length - shown.length;
  return html`<details id="record">
    <summary>Record (${events.length})</summary>
    <ol class="record" reversed>
      ${shown.map((event) => html`<li>${line(event, now)}</li>`)}
    </ol>
    ${left === 0 ? "" : html`<p class="quiet">${left} earlier ones are left out here.</p>`}
    <p><a href="/v1/runs/${run}/evidence">Load the whole record, with what seals it</a></p>
  </details>`;
}

function line({ at, event, step, actor, surface, notes }: EventView, now: Now): Html {
  return html`${moment(at, now)} · ${step === null ? "" : html`<strong>${step}</strong> · `}
  ${event.replaceAll("_", " ")} · ${actor} (${surface}) ${notes.map((note) => html`<br />${note}`)}`;
}
