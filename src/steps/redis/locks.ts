import { z } from "zod";
import { milliseconds } from "../../model/duration.ts";
import { connection, duration } from "../../model/fields.ts";
import type { FoundLock, LocksSeen } from "../../ports/lock-store.ts";
import { failed, type StepKind, type StepResult, succeeded } from "../step-kind.ts";
import { redisFailure } from "./failures.ts";
import { keyPrefix, lookAtMost } from "./key-fields.ts";
import type { LockNeeds } from "./needs.ts";
import { lifeOf, signOfLife } from "./sign-of-life.ts";

const Params = z.strictObject({
  connection: connection("redis").describe("The Redis, by its name in connections.yaml."),
  prefix: keyPrefix().describe("How the keys of the locks begin, such as `workflow:lock:`."),
  ...signOfLife,
  lifetime: duration()
    .describe("How long a lock lasts when it is taken; its age follows from that.")
    .optional(),
  max: z.int().min(1).max(5_000).describe("How many locks are listed.").default(1_000),
  look_at_most: lookAtMost(),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  locks: z
    .array(
      z.strictObject({
        key: z.string().describe("The key of the lock."),
        token: z.string().describe("Its whole value."),
        owner: z.string().describe("Who holds it, going by the token."),
        owner_lives: z.boolean().describe("Left out when nothing says how to tell.").optional(),
        age_seconds: z.int().describe("Left out without `lifetime`.").optional(),
        ttl_seconds: z
          .int()
          .describe("Until it ends by itself; left out when it never does.")
          .optional(),
      }),
    )
    .describe("All locks."),
  stale: z
    .array(
      z.strictObject({
        key: z.string().describe("The key of the lock."),
        token: z.string().describe("Its whole value."),
      }),
    )
    .describe("Those whose owner does not live, as `redis.clear_lock` takes them."),
  living: z.int().describe("How many locks have an owner that lives."),
  others: z
    .int()
    .describe("Keys under the prefix that are no plain values of 4 KiB at most, and not listed."),
  complete: z.boolean().describe("Whether there are surely no others."),
});
type Output = z.infer<typeof Output>;

export const redisLocks: StepKind<Params, Output, LockNeeds> = {
  kind: "redis.locks",
  carrier: "step",
  major: 1,
  summary: "Lists the locks in a Redis: who holds each, and whether that owner still lives.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "1m",
  example: {
    connection: "workflow-redis",
    prefix: "workflow:lock:",
    heartbeat: "workflow:worker:{owner}:alive",
    owner_ends_at: ":",
  },
  describe: ({ connection, prefix }) => `Look for locks ${prefix}… in the Redis of ${connection}`,
  targets: () => [],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${redisLocks.describe(params)}.` },
  }),
  run: find,
  undo: { is: "unneeded" },
};

async function find(
  params: Params,
  { locks }: LockNeeds,
  _attempt: unknown,
  signal: AbortSignal,
): Promise<StepResult<Output>> {
  const { connection, prefix, max, look_at_most: lookAtMost } = params;
  const search = { prefix, max, lookAtMost, life: lifeOf(params) };
  const answer = await locks(connection).find(search, signal);
  if (answer.is !== "answered") return failed(redisFailure(answer, connection));
  const output = outputOf(answer.value, params);
  return succeeded(output, summaryOf(output, params));
}

function outputOf({ locks, others, isComplete }: LocksSeen, params: Params): Output {
  const stale = locks.filter(({ ownerLives }) => ownerLives === false);
  return {
    locks: locks.map((lock) => asSeen(lock, params)),
    stale: stale.map(({ key, token }) => ({ key, token })),
    living: locks.filter(({ ownerLives }) => ownerLives === true).length,
    others,
    complete: isComplete,
  };
}

function asSeen({ key, token, owner, ownerLives, ttlMs }: FoundLock, { lifetime }: Params) {
  const age =
    lifetime === undefined || ttlMs === undefined ? undefined : milliseconds(lifetime) - ttlMs;
  return {
    key,
    token,
    owner,
    ...(ownerLives !== undefined && { owner_lives: ownerLives }),
    ...(age !== undefined && { age_seconds: Math.max(0, Math.round(age / 1_000)) }),
    ...(ttlMs !== undefined && { ttl_seconds: Math.round(ttlMs / 1_000) }),
  };
}

function summaryOf({ locks, stale, complete }: Output, { prefix, connection }: Params): string {
  const more = complete ? "" : ", and there may be others";
  return `Found ${locks.length} locks ${prefix}… in the Redis of ${connection}; the owners of ${stale.length} do not live${more}.`;
}
