import type { KeyStore } from "../../ports/key-store.ts";
import type { LockStore } from "../../ports/lock-store.ts";
import { lookAtKeys } from "./cache/look-at-keys.ts";
import { removeKeys } from "./cache/remove-keys.ts";
import type { RedisConnection } from "./connection/open.ts";
import { readHealth } from "./health/read-health.ts";
import { clearLocks, inspectLocks } from "./locks/clear-locks.ts";
import { findLocks } from "./locks/find-locks.ts";
import { putBackLocks } from "./locks/put-back-locks.ts";

export function openKeyStore({ ask }: Pick<RedisConnection, "ask">): KeyStore {
  return {
    health: async (keys, signal) => ask((client) => readHealth(client, keys, signal), signal),
    look: async (within, signal) => ask((client) => lookAtKeys(client, within, signal), signal),
    remove: async (keys, effect, signal) =>
      ask((client) => removeKeys(client, keys, effect, signal), signal),
  };
}

export function openLockStore({ ask }: Pick<RedisConnection, "ask">): LockStore {
  return {
    find: async (search, signal) => ask((client) => findLocks(client, search, signal), signal),
    inspect: async (locks, life, signal) =>
      ask((client) => inspectLocks(client, locks, life, signal), signal),
    clear: async (locks, life, effect, signal) =>
      ask((client) => clearLocks(client, locks, life, effect, signal), signal),
    putBack: async (locks, signal) => ask((client) => putBackLocks(client, locks), signal),
  };
}
