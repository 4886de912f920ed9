import { keepDoing } from "../../engine/keep-doing.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { PresentWorker, Upkeep } from "../../ports/upkeep.ts";

const EVERY_MS = 3_000;

/** Lets everybody know that this worker is there, and when it goes, that it goes. */
export function keepPresent(
  worker: PresentWorker,
  upkeep: Pick<Upkeep, "sayPresent" | "sayGone">,
  warn: (what: string, error: unknown) => void,
): { readonly leave: () => Promise<void> } {
  const onTrouble = (error: unknown): void =>
    warn("Saying that this worker is there failed", error);
  const stop = keepDoing(() => upkeep.sayPresent(worker), {
    clock,
    pauseMs: EVERY_MS,
    pauseAfterTroubleMs: EVERY_MS,
    onTrouble,
  });
  const leave = async (): Promise<void> => {
    await stop();
    await upkeep.sayGone(worker.name).catch(onTrouble);
  };
  return { leave };
}
