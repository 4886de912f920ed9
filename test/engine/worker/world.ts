import { randomUUID } from "node:crypto";
import { afterAll } from "vitest";
import { beginRun, type RunRequest } from "../../../src/engine/begin-run.ts";
import type { LeaveToChange } from "../../../src/engine/leave-to-change.ts";
import { replay } from "../../../src/engine/machine/transition.ts";
import type { RunEvent } from "../../../src/engine/machine/event.ts";
import { childStarter } from "../../../src/engine/start-child.ts";
import type { Tools, Trouble } from "../../../src/engine/worker/work.ts";
import { createWorker, type Worker } from "../../../src/engine/worker/worker.ts";
import { openRunStore } from "../../../src/integrations/postgres/store/open-run-store.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { Playbook } from "../../../src/playbook/format/playbook.ts";
import { compileProgram, type Program } from "../../../src/playbook/program.ts";
import type { NewMessage, RunRecord, RunStore } from "../../../src/ports/run-store.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { createOracle, type Oracle } from "./oracle.ts";

/** Everything in these tests is harmless to change. */
export const LEAVE = {} as LeaveToChange; // only a test may claim to have it

export interface World {
  readonly store: RunStore;
  readonly oracle: Oracle;
  readonly troubles: Trouble[];
  readonly programOf: (steps: readonly object[], more?: object) => Program;
  readonly begin: (program: Program, more?: Partial<RunRequest>) => Promise<string>;
  readonly worker: (more?: WorkerOptions) => Worker;
  readonly tools: (more?: Partial<Tools>) => Tools;
  readonly send: (run: string, event: NewMessage["event"]) => Promise<void>;
  readonly record: (run: string) => Promise<RunRecord>;
  readonly eventsOf: (run: string) => Promise<readonly string[]>;
}

export interface WorkerOptions extends Partial<Tools> {
  readonly leaseMs?: number;
}

/** One database for all tests of a file; each opens a world of its own on it. */
export async function startWorlds(): Promise<() => World> {
  const address = await freshDatabase(afterAll);
  const { store, close } = openRunStore(address, { connections: 6, onBroken: () => undefined });
  afterAll(close);
  return () => openWorld(store);
}

/** A real store, and an outside that counts. */
function openWorld(store: RunStore): World {
  const oracle = createOracle();
  const programs = new Map<string, Program>();
  const troubles: Trouble[] = [];
  const dispatcher = { wake: () => undefined };

  const tools = (more: Partial<Tools> = {}): Tools => ({
    store,
    dispatcher,
    clock: systemClock,
    needs: { http: () => ({ honoursKey: false, call: () => Promise.reject(new Error("no")) }) },
    startChild: childStarter(find, { store, dispatcher }, LEAVE),
    programOf: async ({ hash }) => programs.get(hash),
    chance: () => 0,
    onTrouble: (trouble) => troubles.push(trouble),
    atBoundary: async () => undefined,
    ...more,
  });

  async function find(use: string) {
    const [hash = ""] = use.split("@");
    const program = programs.get(hash);
    return program && { program, pinned: { playbook: hash, version: "1.0.0", hash } };
  }

  async function record(run: string): Promise<RunRecord> {
    const found = await store.get(run);
    if (found === undefined) throw new Error(`there is no run ${run}`);
    return found;
  }

  return {
    store,
    oracle,
    troubles,
    tools,
    record,
    programOf: (steps, more = {}) => {
      const name = `test-${programs.size + 1}`;
      const program = compile(name, oracle, steps, more);
      programs.set(name, program);
      return program;
    },
    begin: async (program, more = {}) => {
      const { name } = program.playbook;
      const begun = await beginRun(
        {
          run: randomUUID(),
          pinned: { playbook: name, version: "1.0.0", hash: name },
          program,
          params: {},
          mode: "auto",
          actor: "ann",
          surface: "test",
          priority: 0,
          inside: null,
          ...more,
        },
        { store, dispatcher },
        LEAVE,
      );
      if (begun.is === "refused") throw new Error(begun.failure.message);
      return begun.run;
    },
    worker: ({ leaseMs = 10_000, ...more } = {}) =>
      createWorker({ name: randomUUID(), leaseMs, renewMs: 3_000 }, tools(more)),
    send: async (run, event) => {
      await store.send({ id: randomUUID(), run, event, actor: "ann", surface: "test" });
    },
    eventsOf: async (run) => (await store.history(run)).map(({ event }) => event.is),
  };
}

function compile(name: string, { kinds }: Oracle, steps: readonly object[], more: object): Program {
  const playbook = Playbook.parse({
    format: 1,
    name,
    version: "1.0.0",
    owner: "team-test",
    severity: "high",
    summary: "A playbook for tests.",
    safety: { mode: "auto", deadline: "1h" },
    steps,
    ...more,
  });
  const compiled = compileProgram(playbook, kinds, () => false);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems, null, 2));
  return compiled.program;
}

/** Works on a run whenever it is due, until it ends. */
export async function bringToEnd(world: World, run: string, worker = world.worker()) {
  for (;;) {
    const { outcome, dueAt } = await world.record(run);
    if (outcome !== null) return;
    if (dueAt === null) throw new Error("the run waits for a message");
    const wait = dueAt - (await world.store.now());
    await new Promise<void>((resolve) => systemClock.after(Math.max(0, wait), resolve));
    await worker.onWake(run, 0);
  }
}

/** Claims lapse at once, although their holder believes otherwise: it is dead, or stands still. */
export function lapsing(store: RunStore): RunStore {
  return {
    ...store,
    claim: (worker, _leaseMs, run) => store.claim(worker, 0, run),
    renew: async () => [],
  };
}

/** What the record says a run must be. */
export async function replayed({ store }: World, run: string, program: Program) {
  const [first, ...rest] = (await store.history(run)).map(({ event }) => event);
  if (first?.is !== "started") throw new Error("a run begins with its start");
  return replay(program, first, rest as RunEvent[]); // a run starts once
}

export function read(id: string, more: object = {}): object {
  return { id, kind: "test.read", with: { target: "one" }, ...more };
}

/** The target of a change is the run's own, so that no two runs want the same. */
const OWN = { target: "${{ run.id }}" };

export function set(id: string, more: object = {}): object {
  return { id, kind: "test.set", with: OWN, ...UNVERIFIED, ...more };
}

export function fire(id: string, more: object = {}): object {
  return { id, kind: "test.fire", with: OWN, ...UNVERIFIED, ...more };
}

/** Like `fire`, but whether it took effect can be found out. */
export function probed(id: string, more: object = {}): object {
  return { id, kind: "test.probed", with: OWN, ...UNVERIFIED, ...more };
}

export const UNVERIFIED = { verify: "none", because: "it is a test" };
