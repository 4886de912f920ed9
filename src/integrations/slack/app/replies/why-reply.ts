import type { WhyView } from "../../../../intake/api/views/alert-view.ts";
import type { Notice } from "../../../../model/notice.ts";
import { clockTime } from "../../../../notify/wording/clock-time.ts";
import { shortRun } from "../../../../notify/wording/subject.ts";
import type { Book } from "../needs.ts";

/** What came of an alert, and why. */
export function whyReply({ alert, sentences, verdicts }: WhyView, { zone, linkTo }: Book): Notice {
  const name = alert.labels["alertname"] ?? "An alert";
  const state = alert.closed === null ? "FIRING" : "OVER";
  const since = `since ${clockTime(Date.parse(alert.opened), zone)}, from ${alert.source}`;
  const runs = verdicts.flatMap(({ run }) => run ?? []);
  const lines = [...new Set(runs)].map((run) => {
    return { text: `run ${shortRun(run)}`, url: linkTo(run) };
  });
  return {
    sentence: `${name}: ${sentences[0] ?? "nothing is known of it"}`,
    parts: [
      { is: "headline", state, about: name, aside: since },
      ...sentences.map((text) => ({ is: "text", text }) as const),
      { is: "lines", lines },
    ],
  };
}
