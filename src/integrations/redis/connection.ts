import { Redis, type RedisOptions } from "ioredis";

/** For commands that must not hang: without Redis they fail at once, and in any case soon. */
export function connectToSend(url: string): Redis {
  const connection = new Redis(url, {
    ...PATIENT,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 1_000,
  });
  return unheard(connection);
}

export interface ReceivingConnection {
  readonly connection: Redis;
  /** For good, whatever BullMQ still does with it. What waits for an answer gets none. */
  readonly end: () => void;
}

/** For commands that wait until there is something to receive, or until Redis is back. */
export function connectToReceive(url: string): ReceivingConnection {
  const options = { ...PATIENT, maxRetriesPerRequest: null, socketTimeout: 15_000 };
  const connection = unheard(new Redis(url, options));
  const all = [connection];
  connection.duplicate = (...more) => {
    const copy = unheard(Redis.prototype.duplicate.apply(connection, more));
    all.push(copy);
    return copy;
  };
  return { connection, end: () => all.forEach(endForGood) };
}

/** BullMQ may connect a copy again that it has closed, and that would keep the process alive. */
function endForGood(connection: Redis): void {
  const isBetweenTries = connection.status === "reconnecting";
  connection.options.retryStrategy = () => null;
  connection.on("connect", () => connection.disconnect());
  connection.disconnect();
  // Only an attempt that fails tells those who wait that there will be no other.
  if (isBetweenTries) void connection.connect().catch(() => undefined);
}

/** BullMQ tells of each error as well; without a listener of its own ioredis prints them. */
function unheard(connection: Redis): Redis {
  return connection.on("error", () => undefined);
}

/** Redis is noticed within this time after it is back. */
const LONGEST_PAUSE_MS = 2_000;

const PATIENT: Pick<RedisOptions, "connectTimeout" | "retryStrategy"> = {
  connectTimeout: 2_000,
  retryStrategy: (tries) => Math.min(50 * 2 ** tries, LONGEST_PAUSE_MS),
};
