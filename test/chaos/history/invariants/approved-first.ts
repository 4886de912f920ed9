import { digestOf } from "../../../../src/engine/worker/intent.ts";
import type { Voted } from "../../../../src/engine/machine/event.ts";
import type { Arrival } from "../../oracle/arrival.ts";
import { describeArrival, intentOf } from "../effects.ts";
import type { History, RecordedAsk, RecordedIntent, RunHistory } from "../history.ts";

/** Enough people said yes in time, nobody said no, and what they saw is what was sent. */
export function* approvedFirst({ runs, arrivals }: History): Generator<string> {
  for (const run of runs) {
    for (const arrival of arrivals) {
      const quorum = run.quorums[arrival.step];
      if (arrival.run !== run.record.id || quorum === undefined) continue;
      const because = objection(run, arrival, quorum);
      if (because !== undefined) yield `${describeArrival(arrival)} ${because}`;
    }
  }
}

function objection(run: RunHistory, arrival: Arrival, quorum: number): string | undefined {
  const ask = run.asked.findLast(({ step }) => step === arrival.step);
  if (ask === undefined) return "needs approval, and nobody was asked";

  const votes = votesOn(run, ask).filter(({ at }) => at <= arrival.started);
  const denial = votes.find(({ vote }) => vote === "deny");
  if (denial !== undefined) return `was denied by ${denial.by}`;
  const inTime = votes.filter(({ at }) => at <= ask.request.expires);
  const voters = new Set(inTime.map(({ by }) => by));
  if (voters.size < quorum) return `needs ${quorum} to approve, and ${voters.size} did in time`;

  const intent = intentOf(run, arrival);
  const isChange = intent?.phase === "run";
  if (isChange && !isAsShown(ask, intent)) return "is not what was shown to those who approved";
  return undefined;
}

/** A yes counts for the request that it names. */
function votesOn({ events }: RunHistory, { step, digest }: RecordedAsk): readonly Voted[] {
  return events.flatMap(({ event }) => {
    if (event.is !== "voted" || event.step !== step) return [];
    return event.vote === "deny" || event.plan === digest ? [event] : [];
  });
}

function isAsShown({ step, request }: RecordedAsk, intent: RecordedIntent): boolean {
  const { item, key, digest } = intent;
  const shown = request.effects.find((one) => one.phase === "run" && one.item === item);
  if (shown === undefined) return false;
  const attempt = { is: "perform", phase: "run", attempt: 1, until: 0 } as const;
  return digestOf({ ...shown, ...attempt, step, key }) === digest;
}
