import { chainHash, type Entry, GENESIS } from "../../../src/audit/chain.ts";
import type { RunEvent, Started } from "../../../src/engine/machine/event.ts";
import { RUN_FORM } from "../../../src/engine/machine/form.ts";
import { startRun, transition, type Transition } from "../../../src/engine/machine/transition.ts";
import { undoProgress } from "../../../src/engine/machine/taking-back.ts";
import { intentOf, isSameIntent } from "../../../src/engine/worker/intent.ts";
import { bodyOf, subjectOf } from "../../../src/integrations/postgres/store/event-body.ts";
import type { IntentId } from "../../../src/ports/run-change.ts";
import type { RecordedEvent } from "../../../src/ports/run-store.ts";
import { Driver, fire, MINUTE, programOf, set, UNVERIFIED } from "../../engine/machine/driver.ts";
import type { Arrival } from "../oracle/arrival.ts";
import type { History, RecordedIntent, RunHistory } from "./history.ts";

/** One run with an effect of each class, an approval by two, and a try whose answer was lost. */
export function cleanHistory(): History {
  const twoSayYes = { approve: { by: ["team-test"], count: 2, expires: "15m" } };
  const driver = new Driver(
    programOf([
      fire("page", UNVERIFIED),
      set("scale", { ...UNVERIFIED, ...twoSayYes }),
      set("restart", UNVERIFIED),
    ]),
  );
  later(driver).succeed("page");
  later(driver).vote("scale", "approve", "ann");
  later(driver).vote("scale", "approve", "bob");
  later(driver).fail("scale", "later");
  driver.pass(MINUTE);
  later(driver).succeed("scale");
  later(driver).succeed("restart");
  return historyOf(driver, { scale: 2 });
}

/** One run whose only effect was sent, and nobody was told what came of it. */
export function doubtfulHistory(): History {
  const driver = new Driver(programOf([fire("page", UNVERIFIED)]));
  later(driver).perform("page", { is: "in_doubt", reason: "the connection was cut" });
  return historyOf(driver);
}

/** One run that ended, and then had its changes taken back: by an effect, and by its kind. */
export function undoneHistory(): History {
  return historyOf(later(undoing()).succeed("restart"));
}

/** The same, as long as nobody knows whether the first change is taken back. */
export function doubtfulUndoHistory(): History {
  const lost = { is: "in_doubt", reason: "the connection was cut" } as const;
  return historyOf(later(undoing()).perform("restart", lost));
}

function undoing(): Driver {
  const once = { undo: { kind: "test.fire", with: { target: "one" } } };
  const program = programOf([set("restart", { ...UNVERIFIED, ...once }), set("scale", UNVERIFIED)]);
  const driver = new Driver(program);
  later(driver).succeed("restart");
  later(driver).succeed("scale");
  later(driver).send({ is: "undo_asked", at: driver.now, by: "ann" });
  return later(driver).succeed("scale");
}

export function later(driver: Driver): Driver {
  driver.now += 1_000;
  return driver;
}

/** What everybody would have on record who saw this run. */
export function historyOf(driver: Driver, quorums: RunHistory["quorums"] = {}): History {
  const { program, run: state, started } = driver;
  const intents = intentsOf(driver);
  const end = "at" in state.phase ? state.phase : undefined;
  const run: RunHistory = {
    record: {
      id: state.id,
      playbook: "test",
      version: "1.0.0",
      hash: "sha256:5f",
      mode: state.mode,
      params: state.params,
      parent: null,
      startedAt: started.at,
      endedAt: end?.at ?? null,
      outcome: end?.ending.outcome ?? null,
      undo: undoProgress(state),
      dueAt: null,
      worker: null,
      claimsWithoutProgress: 0,
      form: RUN_FORM,
      state,
    },
    program,
    events: linked(state.id, [started, ...driver.events]),
    intents,
    asked: driver.of("ask_approval"),
    quorums,
  };
  return {
    accepted: [{ occurrence: "alert-1", decisions: [{ is: "run", run: state.id }] }],
    runs: [run],
    arrivals: arrivalsOf(state.id, intents),
    faults: [{ what: "worker-1 was killed", at: 500 }],
    faultsEnded: driver.now,
    tenures: [],
    told: [],
    exits: [],
  };
}

/** The same history with something changed in its run. */
export function withRun(
  history: History,
  change: (run: RunHistory) => Partial<RunHistory>,
): History {
  return { ...history, runs: history.runs.map((run) => ({ ...run, ...change(run) })) };
}

/** The same history with something changed in the arrivals for one step. */
export function withArrivals(history: History, step: string, change: Partial<Arrival>): History {
  const arrivals = history.arrivals.map((arrival) =>
    arrival.step === step ? { ...arrival, ...change } : arrival,
  );
  return { ...history, arrivals };
}

/** The same history with something changed in the intents for one step. */
export function withIntents(
  history: History,
  step: string,
  change: Partial<RecordedIntent>,
): History {
  return withRun(history, ({ intents }) => ({
    intents: intents.map((intent) => (intent.step === step ? { ...intent, ...change } : intent)),
  }));
}

function intentsOf({ program, started, events }: Driver): readonly RecordedIntent[] {
  const first = startRun(program, started);
  const intents = wantedBy(first, started.at);
  let { run } = first;
  for (const event of events) {
    const next = transition(program, run, event);
    intents.push(...wantedBy(next, event.at));
    ({ run } = next);
  }
  return intents;

  function wantedBy({ run: wanting, effects }: Transition, at: number): RecordedIntent[] {
    const performs = effects.filter((effect) => effect.is === "perform");
    return performs.map((perform) => {
      const intent = intentOf(program, perform, wanting);
      return { ...intent, at, epoch: 1, outcome: outcomeOf(intent, events) };
    });
  }
}

function outcomeOf(id: IntentId, events: readonly RunEvent[]): RecordedIntent["outcome"] {
  for (const event of events) {
    if (event.is !== "performed") continue;
    const { is } = event.result;
    if (is === "locked" || is === "held_back" || is === "unapproved") continue;
    if (isSameIntent(event, id)) return is;
  }
  return null;
}

function arrivalsOf(run: string, intents: readonly RecordedIntent[]): readonly Arrival[] {
  const sent = intents.filter(({ effect }) => effect !== "read");
  return sent.map(({ key, effect, step, attempt, digest, at, outcome }, index) => ({
    number: index + 1,
    target: "one",
    was: attempt > 1 ? "repeated" : "applied",
    key,
    isKeyed: effect === "idempotent",
    run,
    step,
    attempt,
    digest,
    started: at + 10,
    ended: at + 20,
    answer: outcome === "succeeded" ? "success" : "nothing",
  }));
}

/** The events as the audit holds them. */
export function linked(
  run: string,
  events: readonly (Started | RunEvent)[],
): readonly RecordedEvent[] {
  let prev = GENESIS;
  return events.map((event, index) => {
    const recorded = { event, notes: [], actor: "pitcrew", surface: "engine" };
    const { actor, surface } = recorded;
    const place = { subject: subjectOf(run), seq: index + 1, at: event.at, kind: event.is };
    const entry: Entry = { ...place, actor, surface, body: bodyOf(recorded) };
    const chained = { ...entry, prev, hash: chainHash(prev, entry) };
    prev = chained.hash;
    return { ...recorded, entry: chained };
  });
}
