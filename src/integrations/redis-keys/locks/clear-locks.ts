import type { Redis } from "ioredis";
import type { LockOutcome, LockState, SeenLock, SignOfLife } from "../../../ports/lock-store.ts";
import { inBatches } from "../connection/pipeline.ts";
import { RECEIPT_SECONDS, receiptOf } from "../connection/receipt.ts";
import { heartbeatOf, isListedAsLiving } from "./owner.ts";

/**
 * Deletes each lock that still has the token that was seen, unless its owner shows signs of life
 * at that very moment. A lock that changed hands since it was seen is somebody's, and stays.
 */
export async function clearLocks(
  client: Redis,
  locks: readonly SeenLock[],
  life: SignOfLife,
  effect: string,
  signal: AbortSignal,
): Promise<readonly LockOutcome[]> {
  return (await judgeAll(client, locks, { life, effect, signal })).map(readOutcome);
}

export async function inspectLocks(
  client: Redis,
  locks: readonly SeenLock[],
  life: SignOfLife,
  signal: AbortSignal,
): Promise<readonly LockState[]> {
  return (await judgeAll(client, locks, { life, signal })).map((said) => said as LockState);
}

interface Judging {
  readonly life: SignOfLife;
  /** Left out, nothing is cleared. */
  readonly effect?: string;
  readonly signal: AbortSignal;
}

async function judgeAll(
  client: Redis,
  locks: readonly SeenLock[],
  { life, effect, signal }: Judging,
): Promise<readonly string[]> {
  const said: string[] = [];
  for (const batch of inBatches(locks, signal)) {
    const keys = batch.flatMap(({ key, token }) => [key, heartbeatOf(token, life) ?? key]);
    const facts = batch.flatMap(({ token }) => [token, isListedAsLiving(token, life) ? "1" : "0"]);
    const hasHeartbeats = life.heartbeat === undefined ? "0" : "1";
    const answer =
      effect === undefined
        ? await client.eval(INSPECT, keys.length, ...keys, hasHeartbeats, ...facts)
        : await client.eval(
            CLEAR,
            keys.length + 1,
            ...keys,
            receiptOf(effect),
            hasHeartbeats,
            ...facts,
            RECEIPT_SECONDS,
          );
    said.push(...(answer as string[]));
  }
  return said;
}

function readOutcome(said: string): LockOutcome {
  const [is = "", expiresAt] = said.split(" ");
  if (is !== "cleared") return { is: is as Exclude<LockState, "as_seen"> };
  return expiresAt === undefined ? { is } : { is, expiresAt: Number(expiresAt) };
}

/** KEYS: each lock and the heartbeat of its owner. ARGV: whether there are heartbeats; each token and whether its owner is listed as living. */
const JUDGE = `
local function judge(i)
  local lock, heartbeat = KEYS[2 * i - 1], KEYS[2 * i]
  local token, listed = ARGV[2 * i], ARGV[2 * i + 1]
  local type = redis.call('TYPE', lock).ok
  if type == 'none' then return 'gone' end
  if type ~= 'string' or redis.call('GET', lock) ~= token then return 'another_owner' end
  if listed == '1' then return 'owner_lives' end
  if ARGV[1] == '1' and redis.call('EXISTS', heartbeat) == 1 then return 'owner_lives' end
  return 'as_seen'
end
local said = {}
`;

const INSPECT = `${JUDGE}
for i = 1, #KEYS / 2 do said[i] = judge(i) end
return said
`;

/** One key more than INSPECT: the receipt. One value more: how long it is kept. */
const CLEAR = `${JUDGE}
local receipt = KEYS[#KEYS]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 1, (#KEYS - 1) / 2 do
  local lock = KEYS[2 * i - 1]
  local done = redis.call('HGET', receipt, lock)
  if not done then
    done = judge(i)
    if done == 'as_seen' then
      local ttl = redis.call('PTTL', lock)
      done = 'cleared'
      if ttl >= 0 then done = string.format('cleared %.0f', now + ttl) end
      redis.call('DEL', lock)
    end
    redis.call('HSET', receipt, lock, done)
  end
  said[i] = done
end
redis.call('EXPIRE', receipt, ARGV[#ARGV])
return said
`;
