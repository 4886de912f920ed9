/**
 * Scripts over failed jobs. Each takes pairs of a job's id and the moment at which it had failed
 * when it was seen, and answers with the fate of each job.
 */
const JUDGE = `
local function judge(failed, key, id, seen)
  local at = redis.call('ZSCORE', failed, id)
  if not at then
    if redis.call('EXISTS', key) == 0 then return 'gone' end
    return 'changed'
  end
  if tonumber(at) ~= tonumber(seen) then return 'changed' end
  return 'as_seen'
end
local fates = {}
`;

/** KEYS: failed jobs; then the record of each. ARGV: pairs. */
export const INSPECT = `${JUDGE}
for i = 1, #ARGV / 2 do
  fates[i] = judge(KEYS[1], KEYS[1 + i], ARGV[2 * i - 1], ARGV[2 * i])
end
return fates
`;

/**
 * KEYS: failed jobs; the receipt; then the record of each. ARGV: how long the receipt is kept;
 * pairs. Says `as_seen` for a job that is to be moved now, also when an earlier try broke off
 * before it was, and `moved` for one that an earlier try has moved.
 */
export const CLAIM = `${JUDGE}
for i = 1, (#ARGV - 1) / 2 do
  local id = ARGV[2 * i]
  local fate = judge(KEYS[1], KEYS[2 + i], id, ARGV[2 * i + 1])
  local before = redis.call('HGET', KEYS[2], id)
  if not before then
    redis.call('HSET', KEYS[2], id, fate)
  elseif before ~= 'as_seen' then
    fate = before
  elseif fate ~= 'as_seen' then
    fate = 'moved'
  end
  fates[i] = fate
end
redis.call('EXPIRE', KEYS[2], ARGV[1])
return fates
`;

/**
 * KEYS: failed jobs here; the receipt; failed jobs there; meta there; events here; then for each
 * job its record, log and dependencies, here and there. ARGV as for CLAIM.
 */
export const TRANSFER = `${JUDGE}
for i = 1, (#ARGV - 1) / 2 do
  local id, seen = ARGV[2 * i], ARGV[2 * i + 1]
  local at = 5 + 6 * (i - 1)
  local job, jobThere, log, logThere, tree = KEYS[at + 1], KEYS[at + 2], KEYS[at + 3], KEYS[at + 4], KEYS[at + 5]
  local fate = redis.call('HGET', KEYS[2], id)
  if not fate then
    fate = judge(KEYS[1], job, id, seen)
    if fate == 'as_seen' then
      if redis.call('EXISTS', job) == 0 then
        fate = 'gone'
      elseif redis.call('HEXISTS', job, 'parentKey') == 1 or redis.call('EXISTS', tree) == 1 then
        fate = 'tied'
      elseif redis.call('EXISTS', jobThere) == 1 then
        fate = 'occupied'
      else
        redis.call('RENAME', job, jobThere)
        if redis.call('EXISTS', log) == 1 then redis.call('RENAME', log, logThere) end
        redis.call('ZREM', KEYS[1], id)
        redis.call('ZADD', KEYS[3], seen, id)
        redis.call('HSETNX', KEYS[4], 'opts.maxLenEvents', 10000)
        redis.call('XADD', KEYS[5], 'MAXLEN', '~', 10000, '*', 'event', 'removed', 'jobId', id, 'prev', 'failed')
        fate = 'moved'
      end
    end
    redis.call('HSET', KEYS[2], id, fate)
  end
  fates[i] = fate
end
redis.call('EXPIRE', KEYS[2], ARGV[1])
return fates
`;
