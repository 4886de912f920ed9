import { html } from "hono/html";
import type { Html } from "../frame/html-text.ts";
import type { Offer } from "./actions.ts";

export interface Offering {
  readonly run: string;
  readonly offers: readonly Offer[];
  readonly pageToken: string;
  /** The id of the run that would be started, so that pressing twice starts one. */
  readonly newRun: string;
}

const WORDS = {
  start: { label: "Start", means: "Starts a run that does what this one has suggested." },
  stop: { label: "Stop", means: "Ends the run. What it has changed stays." },
  stop_and_undo: {
    label: "Stop and undo",
    means: "Ends the run and takes its changes back.",
  },
  undo: { label: "Undo", means: "Takes back what the run has changed." },
  retry: { label: "Run again", means: "Starts a new run with the same params." },
} as const;

/** What can be done is opened before it is pressed, so that no thumb does it in passing. */
export function drawActions(offering: Offering): Html {
  const { offers } = offering;
  const possible = offers.filter(({ obstacle }) => obstacle === null);
  const others = offers.filter(({ obstacle }) => obstacle !== null);
  return html`<h2>Actions</h2>
    ${possible.map(({ does }) => drawOffer(does, offering))}
    ${
      others.length === 0
        ? ""
        : html`<details id="not-now">
            <summary>Not possible now</summary>
            <ul class="cards">
              ${others.map(
                ({ does, obstacle }) =>
                  html`<li>
                    <button disabled>${WORDS[does].label}</button> <span>${obstacle}</span>
                  </li>`,
              )}
            </ul>
          </details>`
    }`;
}

function drawOffer(does: Offer["does"], { run, pageToken, newRun }: Offering): Html {
  const { label, means } = WORDS[does];
  return html`<details id="do-${does}">
    <summary>${label}…</summary>
    <p>${means}</p>
    <form method="post" action="/runs/${run}/${does}">
      <input type="hidden" name="page" value="${pageToken}" />
      <input type="hidden" name="id" value="${newRun}" />
      <button class="${isGrave(does) ? "danger" : "main"}">${label}</button>
    </form>
  </details>`;
}

function isGrave(does: Offer["does"]): boolean {
  return does === "stop" || does === "stop_and_undo" || does === "undo";
}
