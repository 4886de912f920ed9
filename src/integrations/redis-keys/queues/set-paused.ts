import { RECEIPT_SECONDS, receiptOf } from "../connection/receipt.ts";
import type { OpenedQueue } from "./open-queue.ts";

/** What was so before is kept first, so that a repeat after a lost answer still knows it. */
export async function setPaused(
  { client, queue, keyOf }: OpenedQueue,
  isPaused: boolean,
  effect: string,
): Promise<boolean> {
  const was = await client.eval(
    KEEP_WHAT_WAS,
    2,
    receiptOf(effect),
    keyOf("meta"),
    RECEIPT_SECONDS,
  );
  if (isPaused) await queue.pause();
  else await queue.resume();
  return was === "1";
}

const KEEP_WHAT_WAS = `
local was = redis.call('GET', KEYS[1])
if not was then
  was = tostring(redis.call('HEXISTS', KEYS[2], 'paused'))
  redis.call('SET', KEYS[1], was, 'EX', ARGV[1])
end
return was
`;
