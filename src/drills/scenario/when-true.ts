import { once } from "node:events";
import type { System } from "../range/system.ts";

type Look = () => boolean | Promise<boolean>;

/** Waits until it is so on the range; false when the signal came first. What cannot be looked at is not so yet. */
export async function whenTrue(
  { nextTurn }: Pick<System, "nextTurn">,
  holds: Look,
  signal: AbortSignal,
): Promise<boolean> {
  const look = async (): Promise<boolean> => holds();
  const heard = new AbortController();
  const isOver = aborted(signal, heard.signal);
  try {
    while (!signal.aborted) {
      const turn = nextTurn();
      if (await look().catch(() => false)) return true;
      await Promise.race([turn, isOver]);
    }
    return false;
  } finally {
    heard.abort();
  }
}

/** Until nobody wants to hear of it any more. */
async function aborted(signal: AbortSignal, heard: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort", { signal: heard }).catch(() => undefined);
}
