import { z } from "zod";
import { connection } from "../../model/fields.ts";
import {
  type Attempt,
  failed,
  type PlanResult,
  type StepKind,
  type StepResult,
  succeeded,
} from "../step-kind.ts";
import { redisFailure } from "./failures.ts";
import { redisKey, redisText } from "./key-fields.ts";
import { fatesOf, LockFates } from "./lock-fates.ts";
import { countOf, namesOf } from "./lock-words.ts";
import type { LockNeeds } from "./needs.ts";
import { putBack } from "./put-back-locks.ts";
import { lifeOf, signOfLife } from "./sign-of-life.ts";

const Params = z
  .strictObject({
    connection: connection("redis").describe("The Redis, by its name in connections.yaml."),
    locks: z
      .array(
        z.object({
          key: redisKey().describe("The key of the lock."),
          token: redisText().describe("The whole value that it had when it was looked at."),
        }),
      )
      .min(1)
      .max(1_000)
      .describe("The locks to clear, such as `stale` of a `redis.locks` step."),
    ...signOfLife,
  })
  .superRefine(({ heartbeat, living, locks }, context) => {
    if (heartbeat === undefined && living === undefined) {
      const message = "needs heartbeat or living: otherwise nobody knows whether an owner lives";
      context.addIssue({ code: "custom", path: [], message });
    }
    if (new Set(locks.map(({ key }) => key)).size < locks.length) {
      context.addIssue({ code: "custom", path: ["locks"], message: "must name each lock once" });
    }
  });
type Params = z.infer<typeof Params>;

/**
 * Clears locks whose owners are gone, each only while it has the token that was seen.
 *
 * The token is asked for because a lock can change hands between the look and the approval, and
 * the owner's life is looked at once more because a worker that stood still may be back.
 */
export const redisClearLock: StepKind<Params, LockFates, LockNeeds> = {
  kind: "redis.clear_lock",
  carrier: "step",
  major: 1,
  summary: "Clears locks whose owners are gone, each by the token that was seen.",
  effect: "idempotent",
  params: Params,
  output: LockFates,
  timeout: "30s",
  example: {
    connection: "workflow-redis",
    locks: [{ key: "workflow:lock:wf-1842", token: "worker-7:5f1c" }],
    heartbeat: "workflow:worker:{owner}:alive",
    owner_ends_at: ":",
  },
  describe: ({ connection, locks }) =>
    `Clear ${countOf(locks.length)} in the Redis of ${connection}: ${namesOf(locks)}`,
  targets: ({ connection, locks }) => locks.map(({ key }) => `redis/${connection}/${key}`),
  // Each lock is compared once more when it is cleared, so one that is gone by then changes nothing.
  material: [],
  plan,
  run: clear,
  undo: {
    is: "possible",
    describe: ({ connection }, { cleared }) =>
      `Put ${countOf(cleared.length)} back in the Redis of ${connection}: ${namesOf(cleared)}`,
    run: putBack,
  },
};

async function plan(
  params: Params,
  { locks: stores }: LockNeeds,
  signal: AbortSignal,
): Promise<PlanResult> {
  const { connection, locks } = params;
  const answer = await stores(connection).inspect(locks, lifeOf(params), signal);
  if (answer.is !== "answered") return failed(redisFailure(answer, connection));
  const states = answer.value;
  const standing = locks.filter((_lock, index) => states[index] === "as_seen");
  return {
    ok: true,
    plan: {
      before: { locks: locks.map(({ key }, index) => ({ key, is: states[index] ?? "gone" })) },
      after: { cleared: standing.map(({ key }) => key) },
      sentence: `${redisClearLock.describe(params)}.`,
    },
  };
}

async function clear(
  params: Params,
  { locks: stores }: LockNeeds,
  { key }: Attempt,
  signal: AbortSignal,
): Promise<StepResult<LockFates>> {
  const { connection, locks } = params;
  const answer = await stores(connection).clear(locks, lifeOf(params), key, signal);
  if (answer.is !== "answered") return failed(redisFailure(answer, connection));
  const output = fatesOf(locks, answer.value);
  const { cleared, gone, left } = output;
  if (left.length === locks.length) return failed(allHeld(params, output));
  const parts = [
    `Cleared ${countOf(cleared.length)} in the Redis of ${connection}`,
    ...(gone.length > 0 ? [`${gone.length} were already gone`] : []),
    ...(left.length > 0 ? [`${left.length} were left, because somebody holds them`] : []),
  ];
  return succeeded(output, `${parts.join("; ")}.`);
}

function allHeld({ connection, locks }: Params, { left }: LockFates) {
  const alive = left.filter(({ because }) => because === "owner_lives").length;
  return {
    code: "E621",
    message: `None of ${countOf(locks.length)} in the Redis of ${connection} was cleared: the owners of ${alive} live, and ${left.length - alive} have another owner than was seen`,
    remedy: "Look at the locks again with redis.locks; if such an owner hangs, restart it instead.",
    retry: "never",
  } as const;
}
