import type { KeyStore } from "../../ports/key-store.ts";
import type { LockStore } from "../../ports/lock-store.ts";

export interface KeyNeeds {
  readonly keys: (connection: string) => KeyStore;
}

export interface LockNeeds {
  readonly locks: (connection: string) => LockStore;
}
