import { z } from "zod";
import type { LockOutcome, SeenLock } from "../../ports/lock-store.ts";

/** What became of each lock that a step was to clear. */
export const LockFates = z.strictObject({
  cleared: z
    .array(
      z.strictObject({
        key: z.string().describe("The key of the lock."),
        token: z.string().describe("The value that it had."),
        expires_at: z
          .int()
          .describe("When it would have ended by itself, in epoch milliseconds; else left out.")
          .optional(),
      }),
    )
    .describe("The locks that this step has cleared."),
  gone: z.array(z.string()).describe("Keys of locks that were there no more."),
  left: z
    .array(
      z.strictObject({
        key: z.string().describe("The key of the lock."),
        because: z.enum(["owner_lives", "another_owner"]).describe("Why it was left alone."),
      }),
    )
    .describe("The locks that somebody holds."),
});
export type LockFates = z.infer<typeof LockFates>;

export function fatesOf(locks: readonly SeenLock[], outcomes: readonly LockOutcome[]): LockFates {
  const output: LockFates = { cleared: [], gone: [], left: [] };
  for (const [index, { key, token }] of locks.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new RangeError(`Nothing was said about the lock ${key}`);
    switch (outcome.is) {
      case "cleared": {
        const { expiresAt } = outcome;
        const ends = expiresAt === undefined ? {} : { expires_at: expiresAt };
        output.cleared.push({ key, token, ...ends });
        break;
      }
      case "gone":
        output.gone.push(key);
        break;
      case "owner_lives":
      case "another_owner":
        output.left.push({ key, because: outcome.is });
        break;
    }
  }
  return output;
}
