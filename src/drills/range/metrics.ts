import { Gauge, Registry } from "prom-client";
import { OPEN } from "./plant/workflow.ts";
import type { System } from "./system.ts";

/** What Prometheus sees of the system, at this moment. */
export async function metricsOf({ plant, board, programs }: System): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, value: number): void =>
    new Gauge({ name, help, registers: [registry] }).set(value);
  const workflows = [...plant.workflows.values()];
  const now = plant.now();

  gauge("workflow_queue_depth", "Tasks that wait in the queue.", await board.depth());
  gauge(
    "workflow_active",
    "Workflows that have not ended.",
    workflows.filter(({ state }) => OPEN.includes(state)).length,
  );
  gauge("workflow_ended_total", "Workflows that have ended.", plant.counts.ended);
  gauge("workflow_failed_total", "Workflows that have failed.", plant.counts.failed);
  gauge(
    "workflow_tasks_completed_total",
    "Tasks that were completed.",
    plant.counts.completedTasks,
  );
  const took = plant.ended.slice(-100).map((one) => one.took);
  const average = took.reduce((sum, ms) => sum + ms, 0) / Math.max(1, took.length) / 1_000;
  gauge("workflow_task_duration_seconds", "How long tasks took of late, on average.", average);
  const workers = [...programs.workers.values()];
  const most = (values: readonly number[]): number => Math.max(0, ...values);
  gauge(
    "workflow_worker_active_tasks",
    "Tasks that the busiest worker does at once.",
    most(workers.map((one) => one.active())),
  );
  gauge(
    "workflow_worker_concurrency",
    "How many tasks a worker takes at once.",
    most(workers.map(({ concurrency }) => concurrency)),
  );
  const running = workflows.flatMap(({ tasks }) =>
    Object.values(tasks).filter(({ state }) => state === "running"),
  );
  const payloads = [...running, ...plant.ended.slice(-100).map(({ task }) => task)].map(
    ({ step }) => step.payload,
  );
  gauge("workflow_task_payload_bytes", "The largest payload of late.", most(payloads) * 1_048_576);
  gauge(
    "pg_replication_lag_seconds",
    "How far the database's replica is behind.",
    plant.replicaLag() / 1_000,
  );
  const pending = new Gauge({
    name: "workflow_pending_duration_seconds",
    help: "How long a workflow has been pending.",
    labelNames: ["workflow_id"],
    registers: [registry],
  });
  for (const { id, state, began } of workflows) {
    if (state === "pending") pending.set({ workflow_id: id }, (now - began) / 1_000);
  }
  return registry.metrics();
}
