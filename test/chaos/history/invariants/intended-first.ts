import type { Arrival } from "../../oracle/arrival.ts";
import { describeArrival, intentOf } from "../effects.ts";
import type { History, RecordedIntent } from "../history.ts";

/** Nothing is sent that was not on record before, byte for byte. Repeats count as well. */
export function* intendedFirst({ runs, arrivals }: History): Generator<string> {
  const byId = new Map(runs.map((run) => [run.record.id, run]));
  for (const arrival of arrivals) {
    const because = objection(arrival, intentOf(byId.get(arrival.run), arrival));
    if (because !== undefined) yield `${describeArrival(arrival)} ${because}`;
  }
}

function objection(
  { key, digest, started }: Arrival,
  intent: RecordedIntent | undefined,
): string | undefined {
  if (intent === undefined) return `came under key ${key}, and no intent says so`;
  if (intent.digest !== digest) return `was ${digest}, and intended was ${intent.digest}`;
  // Whoever keeps the record and the oracle read the same clock, to the millisecond.
  if (intent.at > started) return `began ${intent.at - started} ms before it was intended`;
  return undefined;
}
