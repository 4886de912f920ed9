import { Buffer } from "node:buffer";
import type { Redis } from "ioredis";
import type { FoundLock, LockSearch, LocksSeen, SignOfLife } from "../../../ports/lock-store.ts";
import { type Command, sendAll } from "../connection/pipeline.ts";
import { scan } from "../connection/scan.ts";
import { canTell, heartbeatOf, isListedAsLiving, ownerOf } from "./owner.ts";

/** Every lock under the prefix, with what can be told of its owner. */
export async function findLocks(
  client: Redis,
  search: LockSearch,
  signal: AbortSignal,
): Promise<LocksSeen> {
  const { keys, isComplete } = await scan(client, search, signal);
  const types = (await sendAll(
    client,
    keys.map((key) => ["type", key]),
    signal,
  )) as readonly string[];
  const plain = keys.filter((_key, index) => types[index] === "string");
  const read = await readHeld(client, plain, signal);
  const held = read.filter(({ token }) => Buffer.byteLength(token) <= LONGEST_TOKEN);
  const locks = await tellOwners(client, held, search.life, signal);
  const others = types.filter((type) => type !== "string" && type !== "none").length;
  return { locks, others: others + read.length - held.length, isComplete };
}

interface Held {
  readonly key: string;
  readonly token: string;
  readonly ttl: number;
}

async function readHeld(
  client: Redis,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<readonly Held[]> {
  const answers = await sendAll(
    client,
    keys.flatMap((key): Command[] => [
      ["getrange", key, 0, LONGEST_TOKEN],
      ["pttl", key],
    ]),
    signal,
  );
  return keys.flatMap((key, index) => {
    const ttl = Number(answers[2 * index + 1]);
    // It was released while we were looking.
    return ttl === GONE ? [] : [{ key, token: String(answers[2 * index]), ttl }];
  });
}

/** In bytes. What is longer is no lock, and must not fill our memory. */
const LONGEST_TOKEN = 4_096;
const GONE = -2;

async function tellOwners(
  client: Redis,
  held: readonly Held[],
  life: SignOfLife,
  signal: AbortSignal,
): Promise<readonly FoundLock[]> {
  const { heartbeat } = life;
  const beats =
    heartbeat === undefined
      ? []
      : await sendAll(
          client,
          held.map(({ token }): Command => ["exists", heartbeatOf(token, life) ?? heartbeat]),
          signal,
        );
  return held.map(({ key, token, ttl }, index) => ({
    key,
    token,
    owner: ownerOf(token, life),
    ...(canTell(life) && { ownerLives: beats[index] === 1 || isListedAsLiving(token, life) }),
    ...(ttl >= 0 && { ttlMs: ttl }),
  }));
}
