import { randomUUID } from "node:crypto";
import { beginRun } from "../../../src/engine/begin-run.ts";
import { createWorker } from "../../../src/engine/worker/worker.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import type { Program } from "../../../src/playbook/program.ts";
import type { Dispatcher } from "../../../src/ports/dispatcher.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import { programOf, read } from "../../engine/machine/driver.ts";
import { kinds } from "../../engine/machine/kinds.ts";
import { NOBODY } from "../../engine/worker/nobody.ts";

export interface BenchEngine {
  /** From the wish for a run to its end. */
  readonly run: () => Promise<void>;
  /** From the wish for a run to its first effect, in milliseconds. */
  readonly timeToFirstEffect: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export interface EngineParts {
  readonly store: RunStore;
  readonly dispatcher: Dispatcher;
  readonly steps: number;
  readonly atOnce: number;
}

/** One worker whose runs have so many steps, one after the other, that do nothing. */
export function openBenchEngine({ store, dispatcher, steps, atOnce }: EngineParts): BenchEngine {
  const onEffect = new Map<string, () => void>();
  const onEnd = new Map<string, () => void>();
  const program = noOps(steps, (run) => tell(onEffect, run));
  const worker = createWorker(
    { name: randomUUID(), leaseMs: 10_000, renewMs: 3_000 },
    {
      store: watched(store, (run) => tell(onEnd, run)),
      dispatcher,
      clock: systemClock,
      needs: { ...NOBODY, http: () => fail("nobody calls") },
      startChild: async () => fail("nobody calls another playbook"),
      access: () => ({ is: "solo" }),
      programOf: async () => program,
      chance: Math.random,
      onTrouble: ({ what, error }) => console.error(what, error),
      atBoundary: async () => undefined,
    },
  );
  dispatcher.onWake(worker.onWake, { concurrency: atOnce });

  async function begin(run: string): Promise<void> {
    const pinned = { playbook: "test", version: "1.0.0", hash: "sha256:1" };
    const wish = { run, pinned, program, params: {}, mode: "auto", priority: 0 } as const;
    await beginRun(
      { ...wish, inside: null, actor: "bench", surface: "bench" },
      { store, dispatcher },
    );
  }

  return {
    run: async () => {
      const run = randomUUID();
      const ended = new Promise<void>((resolve) => onEnd.set(run, resolve));
      await begin(run);
      await ended;
    },
    timeToFirstEffect: async () => {
      const run = randomUUID();
      const sent = new Promise<void>((resolve) => onEffect.set(run, resolve));
      const ended = new Promise<void>((resolve) => onEnd.set(run, resolve));
      const began = performance.now();
      await begin(run);
      await sent;
      const took = performance.now() - began;
      await ended;
      return took;
    },
    close: async () => {
      await dispatcher.close(1_000);
      await worker.drain(1_000);
    },
  };
}

function noOps(steps: number, onEffect: (run: string) => void): Program {
  const program = programOf(Array.from({ length: steps }, (_, step) => read(`step_${step}`)));
  const kind = {
    ...kinds.get("test.read"),
    run: async (_params: unknown, _needs: unknown, { run }: { readonly run: string }) => {
      onEffect(run);
      return { ok: true, output: { value: 1 }, summary: "Nothing was done." };
    },
  };
  for (const step of program.steps.values()) Object.assign(step, { kind });
  return program;
}

function watched(store: RunStore, onEnd: (run: string) => void): RunStore {
  return {
    ...store,
    append: async (claim, change) => {
      const appended = await store.append(claim, change);
      if (change.next.is === "end") onEnd(claim.run);
      return appended;
    },
  };
}

function tell(listeners: Map<string, () => void>, run: string): void {
  listeners.get(run)?.();
  listeners.delete(run);
}

function fail(message: string): never {
  throw new Error(message);
}
