import { randomUUID } from "node:crypto";
import type { Sources } from "../../config/settings/sources.ts";
import { keepDoing } from "../../engine/keep-doing.ts";
import { type HeartbeatWatch, watchHeartbeats } from "../../intake/alerts/watch-heartbeats.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { milliseconds } from "../../model/duration.ts";

const PAUSE_MS = 15_000;

/** Raises an alert of our own for each source whose heartbeat stays away, until it is stopped. */
export function watchSources(
  settings: Sources,
  watch: Omit<HeartbeatWatch, "sources" | "newId">,
  warn: (what: string, error: unknown) => void,
): () => Promise<void> {
  const sources = Object.entries(settings).flatMap(([name, { heartbeat_within: within }]) =>
    within === undefined ? [] : [{ name, withinMs: milliseconds(within) }],
  );
  if (sources.length === 0) return async () => undefined;
  return keepDoing(watchHeartbeats({ ...watch, sources, newId: randomUUID }), {
    clock,
    pauseMs: PAUSE_MS,
    pauseAfterTroubleMs: PAUSE_MS,
    onTrouble: (error) => warn("Nobody looks whether sources are alive", error),
  });
}
