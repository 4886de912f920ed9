import type { Redis } from "ioredis";
import type { ClearedLock, PutBack } from "../../../ports/lock-store.ts";

/**
 * Takes the locks again in the name of those that held them, all or none. What would have ended
 * by itself meanwhile stays away.
 */
export async function putBackLocks(client: Redis, locks: readonly ClearedLock[]): Promise<PutBack> {
  const facts = locks.flatMap(({ token, expiresAt }) => [token, expiresAt ?? 0]);
  const keys = locks.map(({ key }) => key);
  const [taken, expired] = (await client.eval(PUT_BACK, keys.length, ...keys, ...facts)) as [
    string[],
    number,
  ];
  if (taken.length > 0) return { is: "taken", keys: taken };
  return { is: "put_back", locks: locks.length - expired, expired };
}

const PUT_BACK = `
local taken = {}
for i = 1, #KEYS do
  local type = redis.call('TYPE', KEYS[i]).ok
  local isOurs = type == 'string' and redis.call('GET', KEYS[i]) == ARGV[2 * i - 1]
  if type ~= 'none' and not isOurs then taken[#taken + 1] = KEYS[i] end
end
if #taken > 0 then return { taken, 0 } end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local expired = 0
for i = 1, #KEYS do
  local token, expiresAt = ARGV[2 * i - 1], tonumber(ARGV[2 * i])
  if expiresAt == 0 then
    redis.call('SET', KEYS[i], token, 'NX')
  elseif expiresAt > now then
    redis.call('SET', KEYS[i], token, 'NX', 'PX', string.format('%.0f', expiresAt - now))
  else
    expired = expired + 1
  end
end
return { taken, expired }
`;
