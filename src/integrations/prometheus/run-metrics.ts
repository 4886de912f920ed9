import { Counter, Histogram, type OpenMetricsContentType, type Registry } from "prom-client";
import type { Measures } from "../../ports/measures.ts";
import { LONG, SHORT } from "./buckets.ts";

const MOMENTS = [...SHORT, 1, 2.5, 5, 10, 30];

/**
 * What runs and their effects are counted by. Labels are names of playbooks and kinds, which people
 * write, and never what alerts bring.
 */
export function runMetrics(
  registry: Registry<OpenMetricsContentType>,
  pointTo: (run: string) => Readonly<Record<string, string>>,
): Pick<Measures, "runStarted" | "runEnded" | "effect"> {
  const registers = [registry];
  const started = new Counter({
    name: "pitcrew_runs_started_total",
    help: "Runs that were started, by playbook and by the surface through which.",
    labelNames: ["playbook", "surface"],
    registers,
  });
  const ended = new Counter({
    name: "pitcrew_runs_ended_total",
    help: "Runs that have ended, by playbook and outcome.",
    labelNames: ["playbook", "outcome"],
    registers,
  });
  const duration = new Histogram({
    name: "pitcrew_run_duration_seconds",
    help: "From the start of a run to its end, by outcome.",
    labelNames: ["outcome"],
    buckets: LONG,
    enableExemplars: true,
    registers,
  });
  const toFirstChange = new Histogram({
    name: "pitcrew_run_first_change_seconds",
    help: "From the start of a run to the first change that it made, by playbook.",
    labelNames: ["playbook"],
    buckets: [...MOMENTS, ...LONG.slice(4)],
    registers,
  });
  const effects = new Histogram({
    name: "pitcrew_effect_duration_seconds",
    help: "How long a try of an effect took, by kind, part of the step, and what came of it.",
    labelNames: ["kind", "phase", "result"],
    buckets: MOMENTS,
    enableExemplars: true,
    registers,
  });
  const retries = new Counter({
    name: "pitcrew_effect_retries_total",
    help: "Tries of effects that were not the first, by kind.",
    labelNames: ["kind"],
    registers,
  });
  return {
    runStarted: (labels) => started.inc({ ...labels }),
    runEnded: ({ run, playbook, outcome, toFirstChangeMs, toEndMs }) => {
      ended.inc({ playbook, outcome });
      duration.observe({
        labels: { outcome },
        value: toEndMs / 1_000,
        exemplarLabels: pointTo(run),
      });
      if (toFirstChangeMs !== null) toFirstChange.observe({ playbook }, toFirstChangeMs / 1_000);
    },
    effect: ({ run, kind, phase, attempt, result, ms }) => {
      effects.observe({
        labels: { kind, phase, result },
        value: ms / 1_000,
        exemplarLabels: pointTo(run),
      });
      if (attempt > 1 && isTry(phase)) retries.inc({ kind });
    },
  };
}

/** Looks that are repeated until something holds are no retries. */
function isTry(phase: string): boolean {
  return phase === "run" || phase === "undo";
}
