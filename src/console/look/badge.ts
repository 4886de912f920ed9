import { html } from "hono/html";
import type { RunView, StepViewState } from "../../intake/api/views/run-view.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { Html } from "../frame/html-text.ts";

/** How something stands is told by a word, a shape and a colour. */
export type Tone = "waits" | "works" | "good" | "bad" | "quiet";

const SHAPES: Readonly<Record<Tone, string>> = {
  waits: "◆",
  works: "◔",
  good: "✔",
  bad: "✘",
  quiet: "–",
};

export function badge(tone: Tone, words: string): Html {
  return html`<span class="badge ${tone}"
    ><span aria-hidden="true">${SHAPES[tone]}</span> ${words}</span
  >`;
}

export function runTone({ state, outcome }: Pick<RunView, "state" | "outcome">): Tone {
  switch (state) {
    case "waiting":
      return "waits";
    case "running":
    case "closing":
    case "undoing":
      return "works";
    case "ended":
      return outcome === null ? "works" : outcomeTone(outcome);
  }
}

export function outcomeTone(outcome: Outcome): Tone {
  switch (outcome) {
    case "resolved":
      return "good";
    case "suggested":
      return "waits";
    case "nothing_to_do":
    case "cancelled":
      return "quiet";
    case "denied":
    case "refused":
    case "escalated":
    case "failed":
    case "unknown":
      return "bad";
  }
}

export function stepTone(state: StepViewState): Tone {
  switch (state) {
    case "waiting":
      return "waits";
    case "running":
    case "undoing":
    case "rescuing":
      return "works";
    case "done":
      return "good";
    case "failed":
      return "bad";
    case "next":
    case "skipped":
    case "stopped":
    case "unreached":
      return "quiet";
  }
}
