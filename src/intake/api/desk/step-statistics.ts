import type { Actor } from "../../../access/actor.ts";
import { liveOn, type StepTimes, UNBORN } from "../../../engine/step-times.ts";
import type { Program } from "../../../playbook/program.ts";
import type { RunSummary } from "../../../ports/run-store.ts";
import type { StatisticsWish } from "../needs.ts";
import type { StatisticsView, StepStatistics } from "../views/statistics-view.ts";
import type { Desk } from "./desk.ts";
import { runsFor } from "./list-runs.ts";

/** How long each step took in the newest runs that have ended. */
export async function stepStatistics(
  { playbook, runs: limit, overMs }: StatisticsWish,
  actor: Actor,
  desk: Pick<Desk, "store" | "library" | "access">,
): Promise<StatisticsView> {
  const filter = { isEnded: true, ...(playbook !== undefined && { playbook }) };
  const runs = await runsFor(filter, { limit }, actor, desk);
  const taken: Taken[] = [];
  // One after the other: nobody waits for it, and others need the database too.
  for (const run of runs) taken.push(...(await timesTaken(run, desk)));
  const steps = [...Map.groupBy(taken, nameOf).values()].map(summarise);
  return {
    runs: runs.length,
    steps: steps
      .filter(({ slowest_ms: slowest }) => slowest >= overMs)
      .toSorted((a, b) => b.average_ms - a.average_ms),
  };
}

/** One step of one run. */
export interface Taken {
  readonly run: string;
  readonly playbook: string;
  readonly step: string;
  readonly kind: string;
  readonly ms: number;
}

function nameOf({ playbook, step, kind }: Taken): string {
  return JSON.stringify([playbook, step, kind]);
}

async function timesTaken(
  run: RunSummary,
  { store, library }: Pick<Desk, "store" | "library">,
): Promise<readonly Taken[]> {
  const version = await library.find(run);
  if (version.is === "not_understood") return [];
  const { program } = version;
  const { times } = liveOn(program, UNBORN, await store.history(run.id));
  return [...times].flatMap(([step, time]) => took(run, program, step, time));
}

function took(
  { id: run, playbook }: RunSummary,
  program: Program,
  step: string,
  { began, ended }: StepTimes,
): readonly Taken[] {
  const kind = program.steps.get(step)?.kind.kind;
  if (kind === undefined || ended === null) return [];
  return [{ run, playbook, step, kind, ms: ended - began }];
}

/** At least one. */
export function summarise(taken: readonly Taken[]): StepStatistics {
  const sorted = taken.toSorted((a, b) => a.ms - b.ms);
  const slowest = sorted.at(-1);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1];
  if (slowest === undefined || p95 === undefined)
    throw new RangeError("There is nothing to sum up");
  const { playbook, step, kind } = slowest;
  const sum = sorted.reduce((total, { ms }) => total + ms, 0);
  return {
    playbook,
    step,
    kind,
    times: sorted.length,
    average_ms: Math.round(sum / sorted.length),
    p95_ms: p95.ms,
    slowest_ms: slowest.ms,
    slowest_run: slowest.run,
  };
}
