import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";

const Answer = z.object({ data: z.object({ result: z.array(z.unknown()) }) });
const TURN_MS = 50;

/**
 * Waits until a Prometheus has looked at the range. What increases is known from the second look on,
 * so the first one has to come before the fault.
 */
export async function untilLooked(prometheus: string): Promise<void> {
  const path = `${prometheus}/api/v1/query?query=workflow_queue_depth`;
  for (;;) {
    const answer = await fetch(path);
    if (Answer.parse(await answer.json()).data.result.length > 0) return;
    await pause(TURN_MS);
  }
}
