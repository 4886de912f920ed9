import type { Redis } from "ioredis";
import type { StoreHealth } from "../../../ports/key-store.ts";
import { type Command, sendAll } from "../connection/pipeline.ts";
import { readInfo } from "./read-info.ts";
import { readSlowLog } from "./read-slow-log.ts";

/** How the server is, and how long the lists, sets and streams are that were asked for. */
export async function readHealth(
  client: Redis,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<StoreHealth> {
  const info = await client.info();
  const slow: unknown = await client.slowlog("GET", SLOW_ENTRIES);
  return { ...readInfo(info), slow: readSlowLog(slow), keys: await lengths(client, keys, signal) };
}

const SLOW_ENTRIES = 10;

async function lengths(
  client: Redis,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<StoreHealth["keys"]> {
  const types = (await sendAll(
    client,
    keys.map((key) => ["type", key]),
    signal,
  )) as readonly string[];
  const typed = keys.map((key, index) => ({ key, type: types[index] ?? "none" }));
  const counted = typed.filter(({ type }) => type in COUNTED_BY);
  const counts = await sendAll(
    client,
    counted.map(({ key, type }): Command => [COUNTED_BY[type] ?? "strlen", key]),
    signal,
  );
  const lengthOf = new Map(counted.map(({ key }, index) => [key, Number(counts[index])]));
  return typed.map(({ key, type }) => ({
    key,
    type,
    length: lengthOf.get(key) ?? (type === "none" ? 0 : 1),
  }));
}

/** A plain value is one entry, whatever its size. */
const COUNTED_BY: Readonly<Record<string, string>> = {
  list: "llen",
  zset: "zcard",
  set: "scard",
  stream: "xlen",
  hash: "hlen",
};
