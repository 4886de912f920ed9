import process from "node:process";
import { Counter, Gauge, Histogram, type OpenMetricsContentType, Registry } from "prom-client";
import type { Census } from "../../ports/census.ts";
import type { Measures, MetricsText, Vitals } from "../../ports/measures.ts";
import { alertMetrics } from "./alert-metrics.ts";
import { censusMetrics } from "./census-metrics.ts";
import { classicFormat } from "./classic-format.ts";
import { runMetrics } from "./run-metrics.ts";

export interface Metrics {
  readonly measures: Measures;
  /** In the format that whoever asks would rather have, by the Accept header of the request. */
  readonly read: (accept?: string) => Promise<MetricsText>;
}

export interface MetricsOptions {
  readonly version: string;
  readonly census: () => Promise<Census>;
  readonly monotonic: () => number;
  /** What leads from a figure to the run behind it, where the format has room for that. */
  readonly pointTo: (run: string) => Readonly<Record<string, string>>;
}

/** What Prometheus may know of this process, and of what all of them share. */
export function openMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const registers: Registries = [registry];
  const timerLag = new Histogram({
    name: "pitcrew_timer_lag_seconds",
    help: "How long after its time a waiting run was claimed.",
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const removed = new Counter({
    name: "pitcrew_removed_total",
    help: "What was kept long enough and was removed, by what it was.",
    labelNames: ["what"],
    registers,
  });
  showProcess(registers, options.version);
  censusMetrics(registry, options.census, options.monotonic);

  return {
    measures: {
      ...runMetrics(registry, options.pointTo),
      ...alertMetrics(registry),
      removed: (counts) => {
        for (const [what, count] of Object.entries(counts)) removed.inc({ what }, count);
      },
      timerLag: (ms) => timerLag.observe(ms / 1_000),
      watch: (vitals) => showVitals(registers, vitals),
    },
    read: async (accept = "") => {
      const text = await registry.metrics();
      return accept.includes("application/openmetrics-text")
        ? { contentType: Registry.OPENMETRICS_CONTENT_TYPE, text }
        : { contentType: Registry.PROMETHEUS_CONTENT_TYPE, text: classicFormat(text) };
    },
  };
}

type Registries = Registry<OpenMetricsContentType>[];

function showProcess(registers: Registries, version: string): void {
  new Gauge({
    name: "pitcrew_build_info",
    help: "1, with the version of this process.",
    labelNames: ["version"],
    registers,
  }).set({ version }, 1);
  new Counter({
    name: "process_cpu_seconds_total",
    help: "Processor time of this process.",
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1_000_000);
    },
  });
  new Gauge({
    name: "process_resident_memory_bytes",
    help: "Memory of this process.",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
}

function showVitals(registers: Registries, vitals: () => Vitals): void {
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
  new Gauge({
    name: "pitcrew_breaker_open",
    help: "1 for each connection that failed so often that it is left alone for now.",
    labelNames: ["connection"],
    registers,
    collect() {
      this.reset();
      for (const connection of vitals().openBreakers) this.set({ connection }, 1);
    },
  });
}
