import { isSameTask, taskAt } from "../../../../src/engine/machine/turn.ts";
import { isSameIntent } from "../../../../src/engine/worker/intent.ts";
import type { Arrival } from "../../oracle/arrival.ts";
import { effectName, hasProbe, intentOf, tookEffect } from "../effects.ts";
import type { History, RecordedIntent, RunHistory } from "../history.ts";

/**
 * What the record says of a `once` effect is what somebody was told or what a probe has found out,
 * or it is in doubt.
 */
export function* nothingGuessed({ runs, arrivals }: History): Generator<string> {
  for (const run of runs) {
    const applied = arrivals.filter(
      (arrival) => arrival.run === run.record.id && tookEffect(arrival),
    );
    for (const intent of run.intents) {
      if (intent.effect !== "once") continue;
      const arrival = applied.find((one) => intentOf(run, one) === intent);
      const because = objection(run, intent, arrival);
      if (because !== undefined) yield `${effectName(run.record.id, intent)} ${because}`;
    }
  }
}

function objection(
  run: RunHistory,
  intent: RecordedIntent,
  arrival: Arrival | undefined,
): string | undefined {
  switch (intent.outcome) {
    case "succeeded":
      if (arrival === undefined) return "succeeded on record, and never took effect";
      if (arrival.answer === "success" || hasProbe(run, intent)) return undefined;
      return "succeeded on record, and nobody was told so";
    case "failed":
      return arrival === undefined ? undefined : "failed on record, and took effect";
    case "in_doubt":
    case "given_up":
      return isLeftOpen(run, intent) ? undefined : "was in doubt, and nobody settled it";
    case null:
      return run.record.endedAt === null ? undefined : "was open when its run ended";
  }
}

/** Still in doubt, or closed by a person or by the answer that came in the end. */
function isLeftOpen({ record, events }: RunHistory, intent: RecordedIntent): boolean {
  const change = record.state.changes.find((one) => isSameTask(one, intent));
  const { is: undo } = change?.undo ?? { is: "not_asked" };
  // A run that is ending does not wait for an answer: the undo has failed, and people are told.
  if (intent.phase === "undo" && (undo === "in_doubt" || undo === "failed")) return true;
  if (taskAt(record.state, intent)?.state.is === "in_doubt") return true;
  return events.some(({ event }) => {
    if (event.is === "settled") return isSameTask(event, intent);
    const isAnswer = event.is === "performed" && event.result.is === "succeeded";
    return isAnswer && isSameIntent(event, intent);
  });
}
