import { randomUUID } from "node:crypto";
import { afterAll, expect } from "vitest";
import { beginRun, type RunRequest } from "../../../src/engine/begin-run.ts";
import { approvalOf } from "../../../src/engine/machine/approvals.ts";
import { replay } from "../../../src/engine/machine/transition.ts";
import type { RunEvent } from "../../../src/engine/machine/event.ts";
import { childStarter } from "../../../src/engine/start-child.ts";
import type { Tools, Trouble } from "../../../src/engine/worker/work.ts";
import { createWorker, type Worker } from "../../../src/engine/worker/worker.ts";
import { openRunStore } from "../../../src/integrations/postgres/store/open-run-store.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { Playbook } from "../../../src/playbook/format/playbook.ts";
import { compileProgram, type Program } from "../../../src/playbook/program.ts";
import type { Dispatcher } from "../../../src/ports/dispatcher.ts";
import type { NewMessage } from "../../../src/ports/run-message.ts";
import type { RunRecord, RunStore } from "../../../src/ports/run-store.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { createOutside, type Outside } from "./outside.ts";
import { NOBODY } from "./nobody.ts";

export interface World {
  readonly store: RunStore;
  readonly outside: Outside;
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

type Wakes = Pick<Dispatcher, "wake">;

/** Most tests wake their workers themselves. */
const NOBODY_WOKEN: Wakes = { wake: () => undefined };

/** One database for all tests of a file; each opens a world of its own on it. */
export async function startWorlds(
  atTheEnd: Parameters<typeof freshDatabase>[0] = afterAll,
): Promise<(dispatcher?: Wakes) => World> {
  const address = await freshDatabase(atTheEnd);
  const { store, close } = openRunStore(address, { connections: 6, onBroken: () => undefined });
  atTheEnd(close);
  const begun = new Map<string, Program>();
  atTheEnd(() => expectFolds(store, begun));
  return (dispatcher = NOBODY_WOKEN) => openWorld(store, dispatcher, begun);
}

/** Whatever a test has done to its runs: what is stored is what their events make of them. */
async function expectFolds(store: RunStore, begun: ReadonlyMap<string, Program>): Promise<void> {
  expect(begun.size).toBeGreaterThan(0);
  for (const [run, program] of begun) {
    expect((await store.get(run))?.state).toEqual(await replayed({ store }, run, program));
  }
}

/** A real store, and an outside that counts. */
function openWorld(real: RunStore, dispatcher: Wakes, begun: Map<string, Program>): World {
  const outside = createOutside();
  const programs = new Map<string, Program>();
  const troubles: Trouble[] = [];
  const store: RunStore = {
    ...real,
    create: async (run) => {
      const program = programs.get(run.hash);
      if (program !== undefined) begun.set(run.state.id, program);
      return real.create(run);
    },
  };

  const tools = (more: Partial<Tools> = {}): Tools => ({
    store,
    dispatcher,
    clock: systemClock,
    needs: {
      ...NOBODY,
      http: () => ({ honoursKey: false, call: () => Promise.reject(new Error("no")) }),
    },
    startChild: childStarter(find, { store, dispatcher }),
    access: () => ({ is: "solo" }),
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
    outside,
    troubles,
    tools,
    record,
    programOf: (steps, more = {}) => {
      const name = `test-${programs.size + 1}`;
      const program = compile(name, outside, steps, more);
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

function compile(
  name: string,
  { kinds }: Outside,
  steps: readonly object[],
  more: object,
): Program {
  const playbook = Playbook.parse({
    format: 1,
    name,
    version: "1.0.0",
    owner: "team-test",
    severity: "high",
    summary: "A playbook for tests.",
    safety: { mode: "auto", deadline: "1h", on_locked: "wait", max_targets: 10 },
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
    renew: async (claims) => claims.map(({ run }) => ({ run, wakeSeq: 0 })),
  };
}

/** What the record says a run must be. */
export async function replayed({ store }: Pick<World, "store">, run: string, program: Program) {
  const [first, ...rest] = (await store.history(run)).map(({ event }) => event);
  if (first?.is !== "started") throw new Error("a run begins with its start");
  return replay(program, first, rest as RunEvent[]); // a run starts once
}

/** What somebody says who approves what is asked of a step. */
export function yesTo({ state }: RunRecord, step: string): NewMessage["event"] {
  const approval = approvalOf(state, step);
  if (approval === undefined) throw new Error(`"${step}" asks nobody`);
  return { is: "voted", step, by: "ann", vote: "approve", plan: approval.digest };
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

/** Like `set`, but it takes its time to arrive. */
export function roll(id: string, more: object = {}): object {
  return { id, kind: "test.roll", with: OWN, ...UNVERIFIED, ...more };
}

/** Like `fire`, but whether it took effect can be found out. */
export function probed(id: string, more: object = {}): object {
  return { id, kind: "test.probed", with: OWN, ...UNVERIFIED, ...more };
}

export const UNVERIFIED = { verify: "none", because: "it is a test" };
