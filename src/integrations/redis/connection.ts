import { Redis, type RedisOptions } from "ioredis";

/** For commands that must not hang: without Redis they fail at once, and in any case soon. */
export function connectToSend(url: string): Redis {
  return connect(url, {
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 1_000,
  });
}

/** For commands that wait until there is something to receive, or until Redis is back. */
export function connectToReceive(url: string): Redis {
  return connect(url, { maxRetriesPerRequest: null, socketTimeout: 15_000 });
}

function connect(url: string, options: Omit<RedisOptions, "replyMapping">): Redis {
  const connection = new Redis(url, {
    connectTimeout: 2_000,
    retryStrategy: (tries) => Math.min(50 * 2 ** tries, LONGEST_PAUSE_MS),
    ...options,
  });
  // BullMQ tells of each error as well; without a listener of its own ioredis prints them.
  connection.on("error", () => undefined);
  return connection;
}

/** Redis is noticed within this time after it is back. */
const LONGEST_PAUSE_MS = 2_000;
