import { openKeyStore, openLockStore } from "../../integrations/redis-keys/open-stores.ts";
import type { KeyStore } from "../../ports/key-store.ts";
import type { LockStore } from "../../ports/lock-store.ts";
import type { RedisConnections } from "./redis-connections.ts";

export interface Stores {
  readonly keys: (connection: string) => KeyStore;
  readonly locks: (connection: string) => LockStore;
}

export function keyStores(redis: RedisConnections): Stores {
  return {
    keys: (name) => openKeyStore(redis.of(name)),
    locks: (name) => openLockStore(redis.of(name)),
  };
}
