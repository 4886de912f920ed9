import { drawReadings } from "../../../engine/charts/draw-readings.ts";
import { NOTHING_READ, readOn } from "../../../engine/charts/readings.ts";
import type { RunStore } from "../../../ports/run-store.ts";
import type { ApiNeeds } from "../needs.ts";
import { answer } from "../refusal.ts";
import { noSuchRun } from "./find-run.ts";
import { keepByRun } from "./keep-by-run.ts";

/** Draws what runs have read over time, and of their records reads only what is new. */
export function openCharts({ history }: Pick<RunStore, "history">): ApiNeeds["charts"] {
  const kept = keepByRun(NOTHING_READ);
  return async (run) => {
    const read = await kept(run, async (before) => {
      const events = await history(run, before.seq);
      return readOn(
        before,
        events.map(({ entry }) => entry),
      );
    });
    // Every run has a first entry.
    if (read.seq === 0) return noSuchRun(run);
    const { charts, leftOut } = drawReadings(read);
    return answer({ charts, left_out: leftOut });
  };
}
