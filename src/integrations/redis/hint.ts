import type { JobsOptions } from "bullmq";
import { z } from "zod";
import type { WakeOptions } from "../../ports/dispatcher.ts";

/** What a wake says while it is in Redis, where anybody may have written it. */
const Hint = z.strictObject({ run: z.uuid(), wakeSeq: z.int().nonnegative() });

export type Hint = z.infer<typeof Hint>;

/** A hint, if that is what it is. */
export function readHint(data: unknown): Hint | undefined {
  return Hint.safeParse(data).data;
}

/** How BullMQ is to keep a hint, and in which order to hand it out. */
export function jobOptions(
  { run, wakeSeq }: Hint,
  { delayMs = 0, priority = 0, epoch = 0 }: WakeOptions,
): JobsOptions {
  return {
    // A second job with the id of one that is being handled would be dropped without a word.
    jobId: `${run}-${wakeSeq}-${epoch}`,
    delay: Math.max(0, Math.ceil(delayMs)),
    priority: rank(priority),
    attempts: 1,
  };
}

/** BullMQ hands out the lowest number first, and 0, its own default, before all others. */
function rank(priority: number): number {
  return Math.min(Math.max(1, MIDDLE_RANK - Math.trunc(priority)), LOWEST_RANK);
}

const MIDDLE_RANK = 1_000_000;
const LOWEST_RANK = 2_097_151;
