import type { Clock } from "../ports/clock.ts";

/** Until the work is done, but no longer than that. */
export async function waitAtMost(
  clock: Clock,
  ms: number,
  work: readonly Promise<void>[],
): Promise<void> {
  const { promise: timeIsOver, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(ms, resolve);
  await Promise.race([Promise.all(work), timeIsOver]);
  cancel();
}
