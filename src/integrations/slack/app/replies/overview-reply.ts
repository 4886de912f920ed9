import type { RunSummaryView, RunView } from "../../../../intake/api/views/run-view.ts";
import type { Button, Notice, NoticePart } from "../../../../model/notice.ts";
import { NOBODY_PAGED } from "../../../../notify/wording/page-words.ts";
import { clockTime } from "../../../../notify/wording/clock-time.ts";
import { outcomeWords } from "../../../../notify/wording/state-words.ts";
import { shortRun, subject } from "../../../../notify/wording/subject.ts";
import type { Unpaged } from "../../../../ports/page-desk.ts";
import type { Book } from "../needs.ts";
import type { Overview } from "../overview.ts";

/** What is live, what waits for a person first. */
export function overviewReply(overview: Overview, book: Book): Notice {
  const { live, unpaged } = overview;
  const runs = live.length === 1 ? "1 run is live." : `${live.length} runs are live.`;
  const alarm = unpaged.length === 0 ? "" : "Nobody has been paged yet. ";
  return { sentence: `${alarm}${runs}`, parts: overviewParts(overview, book) };
}

export function overviewParts(
  { live, ended, unpaged }: Overview,
  book: Book,
): readonly NoticePart[] {
  const waiting = live.filter(({ pending }) => pending.length > 0);
  const others = live.filter(({ pending }) => pending.length === 0);
  return [
    ...unpagedParts(unpaged, book),
    section("WAITING FOR YOU", waiting.length === 0 ? "nothing waits for a person" : ""),
    linesOf(waiting, book, ({ headline, pending }) => `${headline.about}: ${pending[0]?.about}`),
    { is: "buttons", buttons: waiting.slice(0, MOST_REVIEWS).map(reviewButton) },
    section("LIVE", others.length === 0 ? "nothing else is going on" : ""),
    linesOf(others, book, ({ headline }) => `${headline.state}: ${headline.about}`),
    section("LAST 24 H", ended.length === 0 ? "nothing ended" : ""),
    linesOf(ended, book, endedWords),
  ];
}

const MOST_REVIEWS = 5;
const LONGEST_LABEL = 50;

function section(state: string, about: string): NoticePart {
  return { is: "headline", state, about, aside: null };
}

function linesOf<Run extends RunSummaryView>(
  runs: readonly Run[],
  { linkTo }: Book,
  words: (run: Run) => string,
): NoticePart {
  const lines = runs.map((run) => {
    return { text: `${words(run)}  run ${shortRun(run.id)}`, url: linkTo(run.id) };
  });
  return { is: "lines", lines };
}

function unpagedParts(unpaged: readonly Unpaged[], { zone }: Book): readonly NoticePart[] {
  if (unpaged.length === 0) return [];
  return [
    section(NOBODY_PAGED, ""),
    ...unpaged.map(({ run, at, trouble }): NoticePart => {
      const what = run === null ? "An alert" : `Run ${shortRun(run)}`;
      const text = `${what}, wanted at ${clockTime(at, zone)}: ${trouble}. It is tried again.`;
      return { is: "text", text };
    }),
  ];
}

function reviewButton({ id, headline: { about } }: RunView): Button {
  return {
    label: `Review ${about}`.slice(0, LONGEST_LABEL),
    spoken: `Review ${about}`,
    tone: "plain",
    does: { is: "click", act: "plan", run: id },
  };
}

function endedWords({ playbook, params, started, ended, outcome }: RunSummaryView): string {
  const about = subject({ playbook: { name: playbook } }, { params });
  if (outcome === null || ended === null) return about;
  return `${outcomeWords(outcome, Date.parse(ended) - Date.parse(started))}: ${about}`;
}
