import { describe, expect, test } from "vitest";
import type { Clock } from "../../src/ports/clock.ts";
import type { Dispatcher, WakeHandler } from "../../src/ports/dispatcher.ts";

export interface DispatcherWorld {
  /** Told of whatever a handler throws. */
  readonly open: (onThrown: (error: unknown) => void) => Promise<Dispatcher>;
  readonly clock: Clock;
  /** Lets time pass, and everything happen that has to by then. */
  readonly pass: (ms: number) => Promise<void>;
}

/**
 * What every dispatcher promises. A wake is a hint, so none may promise more: what is sent here is
 * sent while all is well, and what arrives twice is counted once.
 */
export function exerciseDispatcher(openWorld: () => DispatcherWorld): void {
  describe("a dispatcher", () => {
    test("hands a wake to the handler, with its number", async () => {
      const { dispatcher, pass, received } = await receiving();

      dispatcher.wake("r-1", 7);
      await pass(0);

      expect(received).toEqual([["r-1", 7]]);
    });

    test("keeps wakes for a handler that comes later", async () => {
      const { open, pass } = openWorld();
      const dispatcher = await open(fail);
      dispatcher.wake("r-1", 0);
      const { received, handler } = recorder();

      dispatcher.onWake(handler, { concurrency: 1 });
      await pass(0);

      expect(received).toEqual([["r-1", 0]]);
    });

    test("holds a delayed wake back until its time, and not much longer", async () => {
      const { dispatcher, pass, received } = await receiving();

      dispatcher.wake("late", 0, { delayMs: 500 });
      dispatcher.wake("later", 0, { delayMs: 900 });
      await pass(499);
      expect(received).toEqual([]);
      await pass(1);
      expect(received).toEqual([["late", 0]]);
      await pass(400);

      expect(received).toEqual([
        ["late", 0],
        ["later", 0],
      ]);
    });

    test("lets no more handlers work at once than it is told to", async () => {
      const { open, pass } = openWorld();
      const dispatcher = await open(fail);
      const working: string[] = [];
      const finish: (() => void)[] = [];
      const handler: WakeHandler = async (run) => {
        working.push(run);
        await new Promise<void>((resolve) => finish.push(resolve));
      };
      dispatcher.onWake(handler, { concurrency: 2 });

      for (const run of ["a", "b", "c"]) dispatcher.wake(run, 0);
      await pass(0);
      expect(working).toEqual(["a", "b"]);
      expect(dispatcher.health()).toMatchObject({ waiting: 1, working: 2 });
      finish[0]?.();
      await pass(0);

      expect(working).toEqual(["a", "b", "c"]);
      for (const done of finish) done();
    });

    test("hands out the most urgent of the wakes that wait first", async () => {
      const { open, pass } = openWorld();
      const dispatcher = await open(fail);
      for (const [run, priority] of [
        ["low", 1],
        ["high", 9],
        ["middle", 5],
      ] as const) {
        dispatcher.wake(run, 0, { priority });
      }
      const { received, handler } = recorder();

      dispatcher.onWake(handler, { concurrency: 1 });
      await pass(0);

      expect(received.map(([run]) => run)).toEqual(["high", "middle", "low"]);
    });

    test("goes on after a handler that throws", async () => {
      const { open, pass } = openWorld();
      const thrown: unknown[] = [];
      const dispatcher = await open((error) => thrown.push(error));
      const received: string[] = [];
      dispatcher.onWake(
        async (run) => {
          if (run === "bad") throw new Error("it broke");
          received.push(run);
        },
        { concurrency: 1 },
      );

      for (const run of ["bad", "good"]) dispatcher.wake(run, 0);
      await pass(0);

      expect(received).toEqual(["good"]);
      expect(thrown).toEqual([new Error("it broke")]);
    });

    test("hands out nothing once it is closed", async () => {
      const { dispatcher, pass, received } = await receiving();
      dispatcher.wake("delayed", 0, { delayMs: 10 });

      await dispatcher.close(0);
      dispatcher.wake("r-1", 0);
      await pass(100);

      expect(received).toEqual([]);
      expect(dispatcher.health().isWell).toBe(false);
    });

    test("waits at its close for what is at work, and not for ever", async () => {
      const { open, pass } = openWorld();
      const dispatcher = await open(fail);
      dispatcher.onWake(() => new Promise(() => undefined), { concurrency: 1 });
      dispatcher.wake("endless", 0);
      await pass(0);
      let isClosed = false;

      const closed = dispatcher.close(1_000).then(() => (isClosed = true));
      await pass(999);
      expect(isClosed).toBe(false);
      await pass(1);

      expect(await closed).toBe(true);
    });

    test("can be closed twice", async () => {
      const dispatcher = await openWorld().open(fail);

      await dispatcher.close(0);
      await dispatcher.close(0);

      expect(dispatcher.health().working).toBe(0);
    });
  });

  async function receiving() {
    const { open, pass } = openWorld();
    const dispatcher = await open(fail);
    const { received, handler } = recorder();
    dispatcher.onWake(handler, { concurrency: 5 });
    return { dispatcher, pass, received };
  }
}

function recorder() {
  const received: (readonly [run: string, wakeSeq: number])[] = [];
  const handler: WakeHandler = async (run, wakeSeq) => {
    const isKnown = received.some(([other, seq]) => other === run && seq === wakeSeq);
    if (!isKnown) received.push([run, wakeSeq]);
  };
  return { received, handler };
}

function fail(error: unknown): never {
  throw error;
}
