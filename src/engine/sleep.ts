import type { Clock } from "../ports/clock.ts";

/** Over after so many milliseconds, or at once when the signal says so. */
export async function sleep(
  clock: Pick<Clock, "after">,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const wakeUp = (): void => resolve();
  const cancel = clock.after(ms, wakeUp);
  signal.addEventListener("abort", wakeUp);
  await promise;
  signal.removeEventListener("abort", wakeUp);
  cancel();
}
