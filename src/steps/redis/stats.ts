import { z } from "zod";
import { connection } from "../../model/fields.ts";
import type { StoreHealth } from "../../ports/key-store.ts";
import { failed, type StepKind, type StepResult, succeeded } from "../step-kind.ts";
import { redisFailure } from "./failures.ts";
import { redisKey } from "./key-fields.ts";
import type { KeyNeeds } from "./needs.ts";

const Params = z.strictObject({
  connection: connection("redis").describe("The Redis, by its name in connections.yaml."),
  keys: z
    .array(redisKey())
    .max(100)
    .describe("Lists, sets, streams and hashes whose lengths are wanted.")
    .default([]),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        key: z.string().describe("The key."),
        type: z.string().describe("What it holds, such as `list`; `none` when it does not exist."),
        length: z.int().describe("How many entries it has; 1 for a plain value."),
      }),
    )
    .describe("One entry for each key that was asked for, in the same order."),
  used_bytes: z.int().describe("Memory in use."),
  max_bytes: z.int().describe("The limit of it; 0 when there is none."),
  fragmentation: z.number().describe("Memory taken from the system per memory in use."),
  evicted_keys: z.int().describe("Keys thrown away for lack of memory since the start."),
  clients: z.int().describe("Connected clients."),
  blocked_clients: z.int().describe("Those that wait for something to arrive in a key."),
  operations_per_second: z.int().describe("Commands per second just now."),
  slow: z
    .array(
      z.strictObject({
        at: z.int().describe("When, in epoch milliseconds."),
        milliseconds: z.number().describe("How long it held Redis up."),
        command: z.string().describe("Its name, and how many arguments it had."),
      }),
    )
    .describe("The ten newest entries of the slow log, the newest first."),
  loading: z.boolean().describe("Whether it still reads its data from disk."),
  saving: z.boolean().describe("Whether it writes its data to disk just now."),
  last_save_good: z.boolean().describe("Whether the last time went well."),
  append_only: z.boolean().describe("Whether each change is also written to a log on disk."),
  unsaved_changes: z.int().describe("Changes since the last time."),
  role: z.string().describe("`master`, or `slave` for a copy of another Redis."),
  copies: z.int().describe("How many Redis copy this one."),
  link_up: z.boolean().describe("Of a copy: whether it hears from what it copies."),
});
type Output = z.infer<typeof Output>;

export const redisStats: StepKind<Params, Output, KeyNeeds> = {
  kind: "redis.stats",
  carrier: "step",
  major: 1,
  summary: "Reads how a Redis is: memory, clients, slow commands, and the lengths of keys.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "30s",
  example: { connection: "workflow-redis", keys: ["workflow:tasks:pending"] },
  describe: ({ connection, keys }) =>
    keys.length === 0
      ? `Read how the Redis of ${connection} is`
      : `Read how the Redis of ${connection} is, and the length of ${countOf(keys.length)}`,
  targets: () => [],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${redisStats.describe(params)}.` },
  }),
  run: read,
  undo: { is: "unneeded" },
};

async function read(
  { connection, keys: names }: Params,
  { keys }: KeyNeeds,
  _attempt: unknown,
  signal: AbortSignal,
): Promise<StepResult<Output>> {
  const answer = await keys(connection).health(names, signal);
  if (answer.is !== "answered") return failed(redisFailure(answer, connection));
  return succeeded(outputOf(answer.value), summaryOf(answer.value, connection));
}

function outputOf(health: StoreHealth): Output {
  const { memory, clients, persistence, replication } = health;
  return {
    keys: [...health.keys],
    used_bytes: memory.usedBytes,
    max_bytes: memory.maxBytes,
    fragmentation: memory.fragmentation,
    evicted_keys: memory.evictedKeys,
    clients: clients.connected,
    blocked_clients: clients.blocked,
    operations_per_second: health.operationsPerSecond,
    slow: [...health.slow],
    loading: persistence.isLoading,
    saving: persistence.isSaving,
    last_save_good: persistence.isLastSaveGood,
    append_only: persistence.isAppending,
    unsaved_changes: persistence.unsavedChanges,
    role: replication.role,
    copies: replication.copies,
    link_up: replication.isLinkUp,
  };
}

function countOf(keys: number): string {
  return keys === 1 ? "1 key" : `${keys} keys`;
}

function summaryOf({ memory, clients, keys }: StoreHealth, connection: string): string {
  const used = Math.round(memory.usedBytes / MEBIBYTE);
  const of = memory.maxBytes === 0 ? "" : ` of ${Math.round(memory.maxBytes / MEBIBYTE)}`;
  const lengths = keys.map(({ key, length }) => `; ${key} has ${length}`).join("");
  return `The Redis of ${connection} uses ${used}${of} MiB and has ${clients.connected} clients${lengths}.`;
}

const MEBIBYTE = 1_048_576;
