import type { StoreHealth } from "../../../ports/key-store.ts";

/** Reads what INFO says; what an older server does not say yet counts as zero or no. */
export function readInfo(info: string): Omit<StoreHealth, "keys" | "slow"> {
  const said = new Map(
    info.split(/\r?\n/).map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1)];
    }),
  );
  const number = (name: string): number => Number(said.get(name) ?? 0) || 0;
  const is = (name: string, wanted: string): boolean => said.get(name) === wanted;
  return {
    memory: {
      usedBytes: number("used_memory"),
      maxBytes: number("maxmemory"),
      fragmentation: number("mem_fragmentation_ratio"),
      evictedKeys: number("evicted_keys"),
    },
    clients: { connected: number("connected_clients"), blocked: number("blocked_clients") },
    operationsPerSecond: number("instantaneous_ops_per_sec"),
    persistence: {
      isLoading: is("loading", "1"),
      isSaving: is("rdb_bgsave_in_progress", "1"),
      isLastSaveGood: !is("rdb_last_bgsave_status", "err"),
      isAppending: is("aof_enabled", "1"),
      unsavedChanges: number("rdb_changes_since_last_save"),
    },
    replication: {
      role: said.get("role") ?? "unknown",
      copies: number("connected_slaves"),
      isLinkUp: !is("master_link_status", "down"),
    },
  };
}
