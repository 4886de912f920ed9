import type { RunView, StepView } from "../../../../intake/api/views/run-view.ts";
import type { Button, Notice } from "../../../../model/notice.ts";
import { openRunButton, runButton } from "../../../../notify/notices/buttons.ts";
import { clockTime } from "../../../../notify/wording/clock-time.ts";
import { shortRun } from "../../../../notify/wording/subject.ts";
import type { Book } from "../needs.ts";

const MARKS: Readonly<Record<StepView["state"], string>> = {
  next: "·",
  running: "◔",
  waiting: "◔",
  undoing: "◔",
  rescuing: "◔",
  done: "✔",
  skipped: "–",
  failed: "✘",
  stopped: "–",
  unreached: "–",
};

/** One run, for whoever asks how it stands. */
export function runReply(run: RunView, book: Book): Notice {
  const { state, about } = run.headline;
  return {
    sentence: `${state}: ${about}.`,
    parts: [
      { is: "headline", state, about, aside: `run ${shortRun(run.id)}` },
      ...(run.reason === null ? [] : [{ is: "text", text: run.reason } as const]),
      { is: "text", text: run.steps.map(stepWords).join("\n") },
      {
        is: "small",
        text: `${run.playbook} ${run.version} · started ${clockTime(Date.parse(run.started), book.zone)} · run ${run.id}`,
      },
      { is: "buttons", buttons: buttonsOf(run, about, book) },
    ],
  };
}

function stepWords({ id, state, says }: StepView): string {
  return `${MARKS[state]} ${id} ${state}${says === "" ? "" : `: ${says}`}`;
}

function buttonsOf({ id, outcome }: RunView, about: string, book: Book): readonly Button[] {
  const orders = outcome === null ? (["stop", "page"] as const) : [];
  return [...openRunButton(id, about, book), ...orders.map((act) => runButton(act, id, about))];
}
