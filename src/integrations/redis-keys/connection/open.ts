import { Redis } from "ioredis";
import type { RedisAnswer, RedisTrouble } from "../../../ports/redis-answer.ts";
import { readRefusal } from "./read-refusal.ts";
import type { RedisServer } from "./redis-server.ts";

/** A connection that is opened when it is first needed, and again when it is needed after a loss. */
export interface RedisConnection {
  readonly ask: <Value>(
    work: (client: Redis) => Promise<Value>,
    signal: AbortSignal,
  ) => Promise<RedisAnswer<Value>>;
  readonly close: () => void;
}

export function openRedis({ url, certificateAuthority, commandMs }: RedisServer): RedisConnection {
  const client = new Redis(url, {
    lazyConnect: true,
    // A Redis that loads its data, or a user without INFO, is told by the command itself.
    enableReadyCheck: false,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_MS,
    commandTimeout: commandMs,
    retryStrategy: () => null,
    ...(certificateAuthority !== undefined && { tls: { ca: certificateAuthority } }),
  });
  let lastError: Error | undefined;
  client.on("error", (error: Error) => {
    lastError = error;
  });
  let opening: Promise<void> | undefined;

  /** `connect` alone would wait for ever for a server that takes the connection and says nothing. */
  async function open(): Promise<void> {
    lastError = undefined;
    const late = setTimeout(() => client.disconnect(), CONNECT_MS);
    try {
      await client.connect();
    } finally {
      clearTimeout(late);
    }
  }

  async function becomeReady(): Promise<RedisTrouble | undefined> {
    if (client.status === "ready" && opening === undefined) return undefined;
    try {
      await (opening ??= open().finally(() => {
        opening = undefined;
      }));
      return undefined;
    } catch (error) {
      client.disconnect();
      return unreached(lastError ?? error);
    }
  }

  return {
    ask: async (work, signal) => {
      if (signal.aborted) return aborted(signal);
      const trouble = await becomeReady();
      if (trouble !== undefined) return trouble;
      if (signal.aborted) return aborted(signal);
      try {
        return { is: "answered", value: await untilAborted(work(client), signal) };
      } catch (error) {
        return troubleOf(error);
      }
    },
    close: () => client.disconnect(),
  };
}

const CONNECT_MS = 2_000;

/** What was sent is not called back; the answer is no longer waited for. */
async function untilAborted<Value>(working: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const given = new AbortController();
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(new Interrupted("it was stopped before the answer came"));
    signal.addEventListener("abort", stop, { signal: given.signal });
  });
  try {
    return await Promise.race([working, stopped]);
  } finally {
    given.abort();
  }
}

class Interrupted extends Error {}

function aborted(signal: AbortSignal): RedisTrouble {
  return { is: "unreached", why: "aborted", detail: String(signal.reason) };
}

function unreached(error: unknown): RedisTrouble {
  const detail = messageOf(error);
  if (isReply(error)) return { is: "refused", why: readRefusal(detail), detail };
  const isLate = /ETIMEDOUT|timed out|Connection is closed/.test(detail);
  return { is: "unreached", why: isLate ? "connection_timed_out" : "connection_failed", detail };
}

/** What is none of Redis, of the way to it and of the time is a fault of ours, and thrown. */
function troubleOf(error: unknown): RedisTrouble {
  const detail = messageOf(error);
  if (isReply(error)) return { is: "refused", why: readRefusal(detail), detail };
  const isLost =
    error instanceof Interrupted ||
    /^(Connection is closed\.|Command timed out|Stream isn't writeable.*)$/.test(detail) ||
    (error instanceof Error && ("code" in error || error.name === "MaxRetriesPerRequestError"));
  if (isLost) return { is: "unanswered", detail };
  throw error;
}

function isReply(error: unknown): boolean {
  return error instanceof Error && error.name === "ReplyError";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
