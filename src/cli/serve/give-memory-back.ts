import type { Cancel, Clock } from "../../ports/clock.ts";
import type { Memory } from "../../ports/memory.ts";

const LOOK_EVERY_MS = 10_000;
/** Of one core. */
const CALM = 0.05;
const WORTH_IT_MB = 16;

/**
 * Gives memory back to the system in a calm moment, once there is some to give.
 *
 * V8 tidies up when it wants more memory. A process that has nothing to do wants none, and would
 * keep what it needed in its busiest hour. Tidying up all at once holds everything up for some
 * tens of milliseconds, and so it waits for a moment in which nobody notices.
 */
export function giveMemoryBack({ use, giveBack }: Memory, clock: Clock): Cancel {
  let before = use();
  let leastMb = 0;
  let isStopped = false;
  let cancel = lookLater();

  async function look(): Promise<void> {
    const now = use();
    const isCalm = now.cpuMs - before.cpuMs < CALM * LOOK_EVERY_MS;
    if (isCalm && now.rssMb > leastMb + WORTH_IT_MB) {
      await giveBack();
      leastMb = use().rssMb;
    }
    before = now;
    if (!isStopped) cancel = lookLater();
  }

  function lookLater(): Cancel {
    return clock.after(LOOK_EVERY_MS, () => void look());
  }

  return () => {
    isStopped = true;
    cancel();
  };
}
