import { Redis } from "ioredis";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import {
  openRedis,
  type RedisConnection,
} from "../../../src/integrations/redis-keys/connection/open.ts";
import { openKeyStore, openLockStore } from "../../../src/integrations/redis-keys/open-stores.ts";
import type { KeyStore } from "../../../src/ports/key-store.ts";
import type { LockStore } from "../../../src/ports/lock-store.ts";
import type { Attempt } from "../../../src/steps/step-kind.ts";
import type { Mood } from "../../contract/step-kind.ts";
import { type Line, openLine } from "../../redis/line.ts";
import { type RedisServer, startRedis } from "../../redis/server.ts";

export interface RedisWorld {
  /** For what the test arranges and looks at itself. */
  readonly client: Redis;
  readonly url: string;
  /** The way that steps take, on a Redis that is empty. */
  readonly open: (mood?: Mood) => Promise<RedisConnection>;
  readonly openThrough: (line: Line) => RedisConnection;
  readonly openLine: () => Promise<Line>;
}

/** A Redis for the tests of this file, one after the other. */
export function useRedis(): () => RedisWorld {
  let server: RedisServer | undefined;
  let client: Redis | undefined;
  beforeAll(async () => {
    server = await startRedis();
    client = new Redis(server.url);
  });
  afterAll(async () => {
    client?.disconnect();
    await server?.stop();
  });

  return () => {
    if (server === undefined || client === undefined) throw new Error("Redis has not started");
    const { url } = server;
    const arranged = client;
    return {
      client: arranged,
      url,
      open: async (mood = "answers") => {
        await arranged.flushall();
        if (mood === "answers") return opened(url);
        const line = await lineTo(url);
        const connection = opened(line.url);
        await connection.ask(async (there) => there.ping(), live());
        line.hangUpOnNext();
        return connection;
      },
      openThrough: (line) => opened(line.url),
      openLine: async () => lineTo(url),
    };
  };
}

function opened(url: string): RedisConnection {
  const connection = openRedis({ url, commandMs: 10_000 });
  onTestFinished(connection.close);
  return connection;
}

async function lineTo(url: string): Promise<Line> {
  const line = await openLine(url);
  onTestFinished(line.close);
  return line;
}

export const live = (): AbortSignal => new AbortController().signal;

export const attempt = (key = "r-1/act", number = 1): Attempt => ({
  run: "r-1",
  step: "act",
  key,
  number,
});

/** Ports that remember what came of what they were asked. */
export function watchedStores(connection: RedisConnection) {
  const keys = openKeyStore(connection);
  const locks = openLockStore(connection);
  const healths: string[][] = [];
  const removed: number[] = [];
  const cleared: { key: string; token: string }[][] = [];
  const watchedKeys: KeyStore = {
    ...keys,
    health: async (names, signal) => {
      const answer = await keys.health(names, signal);
      if (answer.is === "answered") {
        healths.push(answer.value.keys.flatMap(({ key, length }) => (length > 0 ? [key] : [])));
      }
      return answer;
    },
    remove: async (names, effect, signal) => {
      const answer = await keys.remove(names, effect, signal);
      if (answer.is === "answered") removed.push(answer.value);
      return answer;
    },
  };
  const watchedLocks: LockStore = {
    ...locks,
    clear: async (seen, life, effect, signal) => {
      const answer = await locks.clear(seen, life, effect, signal);
      if (answer.is === "answered") {
        cleared.push(seen.filter((_lock, index) => answer.value[index]?.is === "cleared"));
      }
      return answer;
    },
  };
  return { keys: watchedKeys, locks: watchedLocks, healths, removed, cleared };
}
