import type { Redis } from "ioredis";
import type { Keyspace, KeysSeen } from "../../../ports/key-store.ts";
import { sendAll } from "../connection/pipeline.ts";
import { scan } from "../connection/scan.ts";

export async function lookAtKeys(
  client: Redis,
  within: Keyspace,
  signal: AbortSignal,
): Promise<KeysSeen> {
  const { keys, isComplete } = await scan(client, within, signal);
  const types = (await sendAll(
    client,
    keys.map((key) => ["type", key]),
    signal,
  )) as readonly string[];
  const seen = keys.map((key, index) => ({ key, type: types[index] ?? "none" }));
  // What has ended by itself in the meantime needs nobody.
  return { keys: seen.filter(({ type }) => type !== "none"), isComplete };
}
