import { expect, test } from "vitest";
import { readInfo } from "../../../../src/integrations/redis-keys/health/read-info.ts";

test("what an old server does not say counts as zero or no", () => {
  expect(readInfo("# Server\r\nredis_version:2.8.0\r\n")).toEqual({
    memory: { usedBytes: 0, maxBytes: 0, fragmentation: 0, evictedKeys: 0 },
    clients: { connected: 0, blocked: 0 },
    operationsPerSecond: 0,
    persistence: {
      isLoading: false,
      isSaving: false,
      isLastSaveGood: true,
      isAppending: false,
      unsavedChanges: 0,
    },
    replication: { role: "unknown", copies: 0, isLinkUp: true },
  });
});

test("a copy that hears nothing, and a save that failed, are told", () => {
  const info = [
    "role:slave",
    "master_link_status:down",
    "rdb_last_bgsave_status:err",
    "rdb_changes_since_last_save:12",
    "aof_enabled:1",
    "mem_fragmentation_ratio:1.62",
  ].join("\r\n");

  expect(readInfo(info)).toMatchObject({
    memory: { fragmentation: 1.62 },
    persistence: { isLastSaveGood: false, isAppending: true, unsavedChanges: 12 },
    replication: { role: "slave", isLinkUp: false },
  });
});
