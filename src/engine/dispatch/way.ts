/**
 * How wakes travel: through the dispatcher that all processes share, or within this process.
 *
 * `opening`: within this process, because it is not known yet whether the shared one is well.
 */
export type Way = "opening" | "shared" | "local";

/** What follows, when the shared dispatcher was opened so long ago. */
export function nextWay(way: Way, isSharedWell: boolean, openForMs: number): Way {
  if (isSharedWell) return "shared";
  return way === "opening" && openForMs < TIME_TO_OPEN_MS ? "opening" : "local";
}

const TIME_TO_OPEN_MS = 5_000;
