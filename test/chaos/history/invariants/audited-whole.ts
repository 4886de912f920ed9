import { isDeepStrictEqual } from "node:util";
import { verifyChain } from "../../../../src/audit/chain.ts";
import type { Perform } from "../../../../src/engine/machine/effect.ts";
import type { RunEvent, Started } from "../../../../src/engine/machine/event.ts";
import { replay } from "../../../../src/engine/machine/transition.ts";
import { digestOf, isSameIntent } from "../../../../src/engine/worker/intent.ts";
import { pastEffects } from "../../../../src/engine/worker/past-effects.ts";
import type { Arrival } from "../../oracle/arrival.ts";
import { describeArrival, effectName } from "../effects.ts";
import type { History, RecordedIntent, RunHistory } from "../history.ts";

/** The events of a run are its whole truth: they explain its state and every effect. */
export function* auditedWhole({ runs, arrivals }: History): Generator<string> {
  for (const run of runs) {
    const { id } = run.record;
    const chain = verifyChain(
      `run:${id}`,
      run.events.map(({ entry }) => entry),
    );
    if (chain.is === "broken") {
      yield `the chain of run ${id} breaks at entry ${chain.seq}: ${chain.because}`;
    } else if (run.events[0]?.event.is !== "started") {
      yield `the audit of run ${id} does not begin with its start`;
    } else {
      yield* judgeState(run, run.events[0].event);
      yield* judgeOutcomes(run);
      yield* judgeArrivals(
        run,
        arrivals.filter((arrival) => arrival.run === id),
      );
    }
  }
}

function* judgeState({ record, program, events }: RunHistory, start: Started): Generator<string> {
  const later = events.map(({ event }) => event).filter((event) => event.is !== "started");
  if (!isDeepStrictEqual(asStored(replay(program, start, later)), asStored(record.state))) {
    yield `the state of run ${record.id} is not what its events make of it`;
  }
}

/** What is left of a value when it has been written and read. */
function asStored(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

function* judgeOutcomes({ record, events, intents }: RunHistory): Generator<string> {
  for (const intent of intents) {
    const { outcome } = intent;
    if (outcome === null || outcome === "given_up") continue;
    if (!events.some(({ event }) => event.is !== "started" && tells(event, intent))) {
      yield `no event says that ${effectName(record.id, intent)}, attempt ${intent.attempt}, ${outcome}`;
    }
  }
}

function tells(event: RunEvent, intent: RecordedIntent): boolean {
  if (event.is !== "performed" || !isSameIntent(event, intent)) return false;
  return event.result.is === intent.outcome;
}

function* judgeArrivals(run: RunHistory, arrivals: readonly Arrival[]): Generator<string> {
  const wanted = pastEffects(run.program, run.events).filter((effect) => effect.is === "perform");
  for (const arrival of arrivals) {
    if (!wanted.some((perform) => isSentBy(perform, arrival))) {
      yield `${describeArrival(arrival)} is nothing that the events of its run wanted`;
    }
  }
}

function isSentBy(perform: Perform, { key, attempt, digest }: Arrival): boolean {
  return perform.key === key && perform.attempt === attempt && digestOf(perform) === digest;
}
