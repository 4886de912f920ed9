import { z } from "zod";
import { connection } from "../../model/fields.ts";
import type { Failure } from "../../model/failure.ts";
import type { KeysSeen } from "../../ports/key-store.ts";
import {
  type Attempt,
  failed,
  type PlanResult,
  type StepKind,
  type StepResult,
  succeeded,
} from "../step-kind.ts";
import { redisFailure } from "./failures.ts";
import { keyPrefix, lookAtMost } from "./key-fields.ts";
import type { KeyNeeds } from "./needs.ts";

const Params = z.strictObject({
  connection: connection("redis").describe("The Redis, by its name in connections.yaml."),
  prefix: keyPrefix().describe("How the keys of the cache begin, such as `workflow:definitions:`."),
  holds: z
    .array(z.enum(["string", "hash", "list", "set", "zset"]))
    .min(1)
    .describe("The types that the cache consists of; with any other, nothing is cleared.")
    .default(["string", "hash"]),
  max: z
    .int()
    .min(1)
    .max(100_000)
    .describe("With more keys than this, nothing is cleared.")
    .default(10_000),
  look_at_most: lookAtMost(),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  cleared: z.int().describe("How many keys were cleared."),
});
type Output = z.infer<typeof Output>;

export const redisClearCache: StepKind<Params, Output, KeyNeeds> = {
  kind: "redis.clear_cache",
  carrier: "step",
  major: 1,
  summary: "Clears all keys of a cache, which then fills again.",
  effect: "idempotent",
  params: Params,
  output: Output,
  timeout: "1m",
  example: { connection: "workflow-redis", prefix: "workflow:definitions:", max: 500 },
  describe: ({ connection, prefix, max }) =>
    `Clear the cache ${prefix}… in the Redis of ${connection}, ${max} keys at most`,
  targets: ({ connection, prefix }) => [`redis/${connection}/${prefix}`],
  material: [],
  plan,
  run: clear,
  undo: { is: "impossible", because: "a cache fills again by itself, from where its data comes" },
};

type Looked =
  | { readonly ok: true; readonly keys: KeysSeen["keys"] }
  | { readonly ok: false; readonly failure: Failure };

async function look(params: Params, needs: KeyNeeds, signal: AbortSignal): Promise<Looked> {
  const { connection, prefix, max, look_at_most: lookAtMost } = params;
  const answer = await needs.keys(connection).look({ prefix, max, lookAtMost }, signal);
  if (answer.is !== "answered") return failed(redisFailure(answer, connection));
  const { keys, isComplete } = answer.value;
  if (!isComplete) return failed(keys.length >= max ? tooMany(params) : notSeen(params));
  const strange = keys.filter(({ type }) => !params.holds.some((held) => held === type));
  const [first] = strange;
  if (first !== undefined) return failed(noCache(params, strange.length, first));
  return { ok: true, keys };
}

async function plan(params: Params, needs: KeyNeeds, signal: AbortSignal): Promise<PlanResult> {
  const looked = await look(params, needs, signal);
  if (!looked.ok) return looked;
  const names = looked.keys.map(({ key }) => key).toSorted();
  return {
    ok: true,
    plan: {
      before: { keys: names.length, some: names.slice(0, NAMED) },
      after: { cleared: names.length },
      sentence: `${redisClearCache.describe(params)}.`,
    },
  };
}

const NAMED = 20;

async function clear(
  params: Params,
  needs: KeyNeeds,
  { key }: Attempt,
  signal: AbortSignal,
): Promise<StepResult<Output>> {
  const { connection, prefix } = params;
  const looked = await look(params, needs, signal);
  if (!looked.ok) return looked;
  const names = looked.keys.map((seen) => seen.key);
  const answer = await needs.keys(connection).remove(names, key, signal);
  // Looking has left no trace, so a stop right after it is still one before everything.
  if (answer.is !== "answered") return failed(redisFailure(answer, connection));
  const cleared = answer.value;
  return succeeded(
    { cleared },
    `Cleared ${cleared} keys ${prefix}… in the Redis of ${connection}.`,
  );
}

function tooMany({ connection, prefix, max }: Params): Failure {
  return {
    code: "E623",
    message: `The Redis of ${connection} has more than ${max} keys ${prefix}…, so none was cleared`,
    remedy: "Look at what they are; if all of them are the cache, raise max.",
    retry: "never",
  };
}

function notSeen({ connection, prefix, look_at_most }: Params): Failure {
  return {
    code: "E623",
    message: `The Redis of ${connection} has more than ${look_at_most} keys in all, so those that begin with ${prefix} were not all found and none was cleared`,
    remedy: "Raise look_at_most; looking at a million keys takes a few seconds.",
    retry: "never",
  };
}

function noCache(
  { connection, prefix, holds }: Params,
  count: number,
  { key, type }: KeysSeen["keys"][number],
): Failure {
  return {
    code: "E623",
    message: `${count} keys ${prefix}… in the Redis of ${connection} are no ${holds.join(" or ")}, such as ${JSON.stringify(key)}, a ${type}, so none was cleared`,
    remedy: "Look whether the prefix means more than the cache; if not, name the type under holds.",
    retry: "never",
  };
}
