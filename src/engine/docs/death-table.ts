import { markdownTable } from "../../model/markdown-table.ts";
import type { Boundary } from "../worker/boundary.ts";

/** What it costs when a worker dies at a moment: nothing, a repeat, or a question. */
export function deathTable(): string {
  const rows = Object.entries(DEATHS).map(([boundary, { lost, successor }]) => [
    `\`${boundary}\``,
    lost,
    successor,
  ]);
  return markdownTable(["Dies at", "What is lost", "What the next worker does"], rows);
}

interface Death {
  readonly lost: string;
  readonly successor: string;
}

const SETTLES =
  "Sends a read or a keyed effect again, under the same key. Never sends a `once` effect: it asks the kind's probe, or a person.";

const DEATHS: Readonly<Record<Boundary, Death>> = {
  after_claim: {
    lost: "Nothing.",
    successor: "Goes on from the record.",
  },
  before_intent_commit: {
    lost: "What had been decided and was not yet on record. Nothing of it was sent.",
    successor: "Decides again, from the record and with all messages that came since.",
  },
  after_intent_commit: {
    lost: "Nothing was sent, but the next worker cannot know that.",
    successor: SETTLES,
  },
  effect_sent: {
    lost: "The answer.",
    successor: SETTLES,
  },
  effect_answered: {
    lost: "The answer, which nobody had put on record.",
    successor: SETTLES,
  },
  before_outcome_commit: {
    lost: "The answer, and what had been decided because of it.",
    successor: SETTLES,
  },
  after_outcome_commit: {
    lost: "Nothing.",
    successor: "Goes on from the record.",
  },
};
