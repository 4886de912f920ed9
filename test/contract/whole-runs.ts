import { afterAll, describe, onTestFinished } from "vitest";
import { startWorlds } from "../engine/worker/world.ts";
import { freshDatabase } from "../postgres/server.ts";
import { type Crew, gather, type Waking } from "./whole-runs/crew.ts";
import { exerciseDeaths } from "./whole-runs/deaths.ts";
import { exerciseFailures } from "./whole-runs/failures.ts";
import { exercisePeople } from "./whole-runs/people.ts";
import { exerciseSteps } from "./whole-runs/steps.ts";

/** Gives each test a crew of its own, which has not gone to work yet. */
export type OpenCrew = () => Promise<Crew>;

/**
 * What the engine does with whole runs, however its workers are woken: a wake is a hint, so no way
 * of waking may change what becomes of a run. Each waking is that of one process.
 */
export async function exerciseWholeRuns(
  openWakings: () => Promise<readonly [Waking, ...Waking[]]>,
): Promise<void> {
  // Whoever asks first starts the server, which takes longer than a test may.
  await freshDatabase(afterAll);
  // Those who look for due runs find all there are, so no two crews share a database.
  const openCrew: OpenCrew = async () => {
    const openWorld = await startWorlds(onTestFinished);
    return gather(openWorld, await openWakings());
  };
  describe("a run goes through", () => {
    exerciseSteps(openCrew);
  });
  describe("a person", () => {
    exercisePeople(openCrew);
  });
  describe("after a failure, a run", () => {
    exerciseFailures(openCrew);
  });
  describe("after the death of a worker, another", () => {
    exerciseDeaths(openCrew);
  });
}
