import { html } from "hono/html";
import { VERDICTS } from "../../intake/api/needs.ts";
import type { PendingView } from "../../intake/api/views/run-view.ts";
import type { Html } from "../frame/html-text.ts";
import { badge } from "../look/badge.ts";
import { moment, type Now } from "../look/moment.ts";

interface Place {
  readonly run: string;
  readonly pageToken: string;
  readonly now: Now;
}

/** What the run waits for, and what a person can say to it. */
export function drawPending(pending: readonly PendingView[], place: Place): Html {
  if (pending.length === 0) return html``;
  return html`<ul class="cards asks">
    ${pending.map((one) => html`<li>${drawOne(one, place)}</li>`)}
  </ul>`;
}

function drawOne(one: PendingView, place: Place): Html {
  const { step, about, until } = one;
  const by = until === null ? "" : html` by <strong>${moment(until, place.now)}</strong>`;
  switch (one.is) {
    case "approval":
      return html`<p>${badge("waits", "APPROVAL NEEDED")}${by}</p>
        <p>${about}</p>
        <p>
          <a class="button main" href="/runs/${place.run}/approve/${step}">Look and decide</a>
        </p>`;
    case "answer":
      return html`<p>${badge("waits", "ANSWER NEEDED")}${by}</p>
        <p>${about}</p>
        ${answering(one, place)}`;
    case "settle":
      return html`<p>${badge("waits", "IN DOUBT")} step ${step}</p>
        <p>${about}</p>
        <p>Look whether it happened, and say so:</p>
        ${VERDICTS.map((verdict) =>
          form(
            "settle",
            one,
            place,
            html`${hidden("verdict", verdict)}<button>${SAID[verdict]}</button>`,
          ),
        )}`;
  }
}

const SAID = {
  happened: "It happened",
  not_happened: "It did not happen",
  unknown: "Nobody can tell",
} as const;

function answering(one: PendingView, place: Place): Html | Html[] {
  const { step, item, choices } = one;
  if (choices.length > 0) {
    return choices.map((choice) =>
      form("answer", one, place, html`${hidden("answer", choice)}<button>${choice}</button>`),
    );
  }
  const id = `answer-${step}-${item}`;
  return form(
    "answer",
    one,
    place,
    html`<label for="${id}">Your answer</label>
      <input type="text" id="${id}" name="answer" required maxlength="4000" />
      <button class="main">Send</button>`,
  );
}

function form(
  order: "answer" | "settle",
  { step, item }: PendingView,
  { run, pageToken }: Place,
  inside: Html,
): Html {
  return html`<form class="inline" method="post" action="/runs/${run}/${order}">
    ${hidden("page", pageToken)}${hidden("step", step)}${hidden("item", String(item))}${inside}
  </form>`;
}

function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}
