import { describe, expect, test } from "vitest";
import { keepRunning } from "../../../../src/integrations/postgres/embedded/keep-running.ts";
import type { Launched, Server } from "../../../../src/integrations/postgres/embedded/launch.ts";
import { notStarted } from "../../../../src/integrations/postgres/embedded/refusal.ts";

const REFUSED = notStarted("/data", "FATAL:  no");

describe("a server that is kept running", () => {
  test("is ended when told to stop, and not started again", async () => {
    const stopping = new AbortController();
    const server = standIn();
    const kept = keepRunning(server, { ...world([]), stop: stopping.signal });
    stopping.abort();
    await kept;
    expect(server.toldToEnd).toBe(1);
  });

  test("is started again when it ends, at longer and longer intervals until it runs", async () => {
    const stopping = new AbortController();
    const again = standIn();
    const { waits, ...keeping } = world([...Array<Launched>(8).fill(REFUSED), running(again)]);
    const first = standIn();
    const kept = keepRunning(first, { ...keeping, stop: stopping.signal });
    first.crash();
    await again.isWatched;
    expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
    stopping.abort();
    await kept;
    expect(again.toldToEnd).toBe(1);
  });

  test("tells of each start that did not work", async () => {
    const stopping = new AbortController();
    const told: unknown[] = [];
    const again = standIn();
    const first = standIn();
    const kept = keepRunning(first, {
      ...world([REFUSED, running(again)]),
      stop: stopping.signal,
      log: (message, facts) => told.push([message, facts["code"]]),
    });
    first.crash();
    await again.isWatched;
    stopping.abort();
    await kept;
    expect(told).toEqual([
      ["PostgreSQL has ended by itself", undefined],
      ["PostgreSQL cannot be started again", "E513"],
    ]);
  });

  test("is not started once more when told to stop between two tries", async () => {
    const stopping = new AbortController();
    const first = standIn();
    const kept = keepRunning(first, {
      ...world([]),
      stop: stopping.signal,
      wait: async () => stopping.abort(),
    });
    first.crash();
    await kept;
  });

  test("is ended at once when told to stop while it was starting", async () => {
    const stopping = new AbortController();
    const first = standIn();
    const again = standIn();
    const kept = keepRunning(first, {
      ...world([]),
      stop: stopping.signal,
      launchAgain: async () => {
        stopping.abort();
        return running(again);
      },
    });
    first.crash();
    await kept;
    expect(again.toldToEnd).toBe(1);
  });
});

interface StandIn extends Server {
  readonly crash: () => void;
  readonly toldToEnd: number;
  /** Settles when somebody waits for its end. */
  readonly isWatched: Promise<void>;
}

function standIn(): StandIn {
  const ended = Promise.withResolvers<void>();
  const watched = Promise.withResolvers<void>();
  let toldToEnd = 0;
  return {
    get ended() {
      watched.resolve();
      return ended.promise;
    },
    end: async () => {
      toldToEnd += 1;
      ended.resolve();
    },
    get toldToEnd() {
      return toldToEnd;
    },
    crash: () => ended.resolve(),
    isWatched: watched.promise,
  };
}

function running(server: Server): Launched {
  return { ok: true, server };
}

function world(answers: readonly Launched[]) {
  const left = [...answers];
  const waits: number[] = [];
  return {
    waits,
    log: () => undefined,
    wait: async (ms: number) => {
      waits.push(ms);
    },
    launchAgain: async (): Promise<Launched> => {
      const answer = left.shift();
      if (answer === undefined) throw new Error("started too often");
      return answer;
    },
  };
}
