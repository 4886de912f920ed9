import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Measures, MetricsText, Vitals } from "../../ports/measures.ts";
import { runMetrics } from "./run-metrics.ts";

export interface Metrics {
  readonly measures: Measures;
  readonly read: () => Promise<MetricsText>;
}

/** What Prometheus may know of this process. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const timerLag = new Histogram({
    name: "pitcrew_timer_lag_seconds",
    help: "How long after its time a waiting run was claimed.",
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });

  return {
    measures: {
      ...runMetrics(registry),
      timerLag: (ms) => timerLag.observe(ms / 1_000),
      watch: (vitals) => showVitals(registers, vitals),
    },
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

function showVitals(registers: Registry[], vitals: () => Vitals): void {
  new Gauge({
    name: "pitcrew_oldest_runnable_age_seconds",
    help: "How long the oldest due run has been waiting for a worker; 0 when none is.",
    registers,
    collect() {
      this.set((vitals().oldestDueMs ?? 0) / 1_000);
    },
  });
  new Gauge({
    name: "pitcrew_reconciler_scan_age_seconds",
    help: "How long ago due runs were looked for with success.",
    registers,
    collect() {
      this.set(vitals().scanAgeMs / 1_000);
    },
  });
  new Counter({
    name: "pitcrew_reconciler_redispatch_total",
    help: "Wakes that did not bring a worker in time, so that the run was found by looking for it.",
    registers,
    collect() {
      this.reset();
      this.inc(vitals().redispatched);
    },
  });
  new Gauge({
    name: "pitcrew_dispatcher_well",
    help: "1 while wakes can be expected to arrive, 0 while due runs are looked for instead.",
    registers,
    collect() {
      this.set(vitals().isDispatcherWell ? 1 : 0);
    },
  });
}
