import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openRunStore } from "../../../src/integrations/postgres/store/open-run-store.ts";
import type { Program } from "../../../src/playbook/program.ts";
import type { NewMessage } from "../../../src/ports/run-message.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import type { Connection } from "../../postgres/administer.ts";
import type { Accepted, FaultFired, History } from "../history/history.ts";
import { oracleKinds } from "../oracle/oracle-kinds.ts";
import { readLog } from "../oracle/read-log.ts";
import { type RunningOracle, startOracle } from "../oracle/start-oracle.ts";
import { chaosPrograms, CLOSED } from "../playbooks.ts";
import type { NewSettings } from "../replica/settings.ts";
import type { Replica } from "../replica/start-replica.ts";
import { answerForEver } from "./answering.ts";
import { type Crew, gatherCrew } from "./crew.ts";
import { gatherHistory } from "./gather-history.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { watchRest } from "./watch-rest.ts";
import type { Wish } from "./wish.ts";

export interface WorldOptions {
  /** The program of the replicas: that of this build, or of a broken one. */
  readonly program: string;
  /** Where it may leave what it needs. */
  readonly folder: string;
  readonly database: Connection;
  /** The way by which the replicas reach the database, when it is not the straight one. */
  readonly way?: NewSettings["database"];
  readonly replicas?: number;
  readonly settings?: Partial<NewSettings>;
  /** Whether somebody looks after doubts. */
  readonly settles?: boolean;
}

/** Some replicas, a database, an outside that keeps count, and a person who answers. */
export interface World extends AsyncDisposable {
  /** The straight way to the record, past all that an experiment breaks. */
  readonly store: RunStore;
  readonly ledger: Ledger;
  readonly programs: ReadonlyMap<string, Program>;
  readonly oracle: RunningOracle;
  readonly crew: Crew;
  /** Asks for a run, by this replica if it lives, and again until somebody has accepted it. */
  readonly begin: (wish: Wish, first?: Replica) => Promise<void>;
  /** Somebody else has begun it. */
  readonly accept: (run: string) => void;
  readonly tell: (message: NewMessage, first?: Replica) => Promise<void>;
  /** Settles when all of them have ended or wait for somebody who has been asked. */
  readonly untilAtRest: (wishes: readonly Wish[]) => Promise<void>;
  readonly fault: (what: string) => void;
  /**
   * From here on nothing goes wrong: waits until nothing moves, or has had the time for it. Where
   * runs are the fault themselves, `isEnough` says when too much of it has been seen.
   */
  readonly rest: (isEnough?: () => boolean) => Promise<void>;
  readonly history: () => Promise<History>;
}

/** Short, so that an experiment need not wait long for a takeover. */
const QUICK = { leaseMs: 1_000, renewMs: 300 };

export async function openWorld(options: WorldOptions): Promise<World> {
  const { program, database, replicas = 2 } = options;
  const log = join(await mkdtemp(join(options.folder, "world-")), "effects.jsonl");
  const oracle = await startOracle(log);
  await oracle.setScript(CLOSED, { then: { is: "refuse" } });
  const programs = chaosPrograms(oracleKinds(oracle.url));
  const ledger = openLedger(database);
  const opened = openRunStore(database, { connections: 4, onBroken: () => undefined });
  const crew = gatherCrew({
    program,
    size: replicas,
    settings: (name) => ({
      ...QUICK,
      name,
      database: options.way ?? database,
      oracle: oracle.url,
      ...options.settings,
    }),
  });

  const accepted: Accepted[] = [];
  const told: NewMessage[] = [];
  const faults: FaultFired[] = [];
  const asked = new Set<Promise<void>>();
  let faultsEnded = 0;

  function awaited(work: Promise<void>): Promise<void> {
    asked.add(work);
    void work.catch(() => undefined).finally(() => asked.delete(work));
    return work;
  }

  async function begin({ run, playbook, modes }: Wish, first?: Replica): Promise<void> {
    await oracle.setScript(`${run}.first`, { next: [...modes] });
    const begun = await crew.ask({ is: "begin", run, playbook }, first);
    if (begun !== "begun") throw new Error(`run ${run} was ${begun}`);
    accept(run);
  }

  function accept(run: string): void {
    accepted.push({ occurrence: run, decisions: [{ is: "run", run }] });
  }

  async function tell(message: NewMessage, first?: Replica): Promise<void> {
    const answer = await crew.ask({ is: "tell", message }, first);
    if (answer === "sent") told.push(message);
  }

  const person = answerForEver({
    ledger,
    oracle: oracle.url,
    tell: (message) => awaited(tell(message)),
    maySettle: () => options.settles !== false && !crew.isAnyFrozen(),
  });

  const watch = watchRest(ledger, () => accepted.map(({ occurrence }) => occurrence));

  return {
    store: opened.store,
    ledger,
    programs,
    oracle,
    crew,
    accept,
    begin: (wish, first) => awaited(begin(wish, first)),
    tell: (message, first) => awaited(tell(message, first)),
    fault: (what) => void faults.push({ what, at: Date.now() }),
    untilAtRest: (wishes) => watch.untilAtRest(wishes.map(({ run }) => run)),
    rest: async (isEnough = () => false) => {
      faultsEnded = Date.now();
      while (Date.now() - faultsEnded < LONGEST_REST_MS) {
        // Some faults are the runs' own.
        faultsEnded = Math.max(faultsEnded, faults.at(-1)?.at ?? 0);
        if (isEnough()) return;
        const moving = await ledger.moving().catch(() => undefined);
        if (moving?.size === 0 && asked.size === 0 && !(await person.hasMore())) return;
        await pause(LOOK_EVERY_MS);
      }
    },
    history: async () => ({
      accepted,
      runs: await gatherHistory(ledger, opened.store, programs),
      arrivals: (await readLog(log)).arrivals,
      faults,
      faultsEnded,
      tenures: crew.tenures,
      told,
      exits: crew.exits,
    }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([person.stop(), watch.stop()]);
      await crew.stop();
      await Promise.all([opened.close(), ledger.close()]);
      await oracle.kill();
    },
  };
}

const LOOK_EVERY_MS = 50;

/** What still moves by then is stuck. */
const LONGEST_REST_MS = 40_000;
