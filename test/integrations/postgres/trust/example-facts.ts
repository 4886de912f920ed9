import type { Facts } from "../../../../src/integrations/postgres/trust/facts.ts";

/** A server that nothing speaks against, asked by a role that owns the tables. */
export function factsOf(
  more: Partial<Omit<Facts, "rights">> & { rights?: Partial<Facts["rights"]> },
): Facts {
  return {
    role: "pitcrew",
    database: "shop",
    instance: "16384 since 1795267200",
    version: 180_000,
    isReplica: false,
    settings: [
      { name: "fsync", value: "on", source: "default" },
      { name: "full_page_writes", value: "on", source: "default" },
      { name: "synchronous_commit", value: "on", source: "default" },
    ],
    skew: 0,
    ...more,
    rights: {
      isSuperuser: false,
      ownsSchema: false,
      mayMakeTables: true,
      ownsRecord: true,
      onRecord: ["update", "delete", "truncate", "trigger"],
      ...more.rights,
    },
  };
}
