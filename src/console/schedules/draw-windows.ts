import { html } from "hono/html";
import type { WindowView } from "../../intake/api/views/alert-view.ts";
import type { Html } from "../frame/html-text.ts";
import { badge } from "../look/badge.ts";
import { empty } from "../look/empty.ts";
import { drawOrder, type OrderForm } from "../orders/draw-order.ts";
import type { Times } from "./read-times.ts";

/** When nothing starts for alerts: those that are open first. */
export function drawWindows({ windows, obstacles }: Times, pageToken: string): Html {
  const sorted = windows.toSorted((one, other) => Number(other.open) - Number(one.open));
  return html`<h2>Windows</h2>
    <p class="quiet">While one is open, no run is started for the alerts that it is about.</p>
    ${
      windows.length === 0
        ? empty("There is no window.", "Open one before you work on something that will alert.")
        : html`<ul class="cards">
            ${sorted.map(
              (one) =>
                html`<li>
                  ${drawWindow(one)}
                  ${isOurs(one) ? drawOrder(ENDING(one, obstacles.end), pageToken) : ""}
                </li>`,
            )}
          </ul>`
    }
    ${drawOrder({ ...OPENING, obstacle: obstacles.add }, pageToken)}`;
}

function drawWindow({ kind, labels, when, open, by, reason }: WindowView): Html {
  const pairs = Object.entries(labels).map(
    ([label, wanted]) => `${label}=${[wanted].flat().join(" or ")}`,
  );
  const about = pairs.length === 0 ? "all alerts" : pairs.join(", ");
  return html`<p>
      ${badge(open ? "waits" : "quiet", open ? "OPEN" : "CLOSED")} ${kind} of ${about}
    </p>
    <p>${when}</p>
    <p class="quiet">by ${by}: ${reason}</p>`;
}

/** Those of pitcrew.yaml end when they are taken out there. */
function isOurs({ id }: WindowView): boolean {
  return UUID.test(id);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const ENDING = ({ id }: WindowView, obstacle: string | null): OrderForm => ({
  id: `end-${id}`,
  action: "/schedules/end-window",
  label: "End",
  means: "From now on, runs are started for these alerts again.",
  given: { id },
  obstacle,
});

const OPENING: Omit<OrderForm, "obstacle"> = {
  id: "window",
  action: "/schedules/open-window",
  label: "Open a window",
  means: "At once. For a later time, use pitcrew windows add.",
  fields: [
    {
      name: "kind",
      label: "Kind",
      choices: [
        ["maintenance", "Maintenance"],
        ["freeze", "Change freeze"],
      ],
    },
    { name: "labels", label: "Alerts with these labels", hint: "cluster=eu-*, service=shop" },
    { name: "reason", label: "Why" },
    {
      name: "for",
      label: "For how long",
      value: "1h",
      choices: [
        ["30m", "30 minutes"],
        ["1h", "1 hour"],
        ["4h", "4 hours"],
        ["1d", "1 day"],
      ],
    },
  ],
};
