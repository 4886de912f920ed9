import type { Redis } from "ioredis";
import { inBatches } from "../connection/pipeline.ts";
import { RECEIPT_SECONDS, receiptOf } from "../connection/receipt.ts";

/** UNLINK frees the memory behind the scenes, so that large values hold nobody up. */
export async function removeKeys(
  client: Redis,
  keys: readonly string[],
  effect: string,
  signal: AbortSignal,
): Promise<number> {
  const receipt = receiptOf(effect);
  for (const batch of inBatches(keys, signal)) {
    await client.eval(REMOVE, batch.length + 1, receipt, ...batch, RECEIPT_SECONDS);
  }
  return Number((await client.get(receipt)) ?? 0);
}

const REMOVE = `
local removed = 0
for i = 2, #KEYS do
  removed = removed + redis.call('UNLINK', KEYS[i])
end
redis.call('INCRBY', KEYS[1], removed)
redis.call('EXPIRE', KEYS[1], ARGV[1])
return removed
`;
