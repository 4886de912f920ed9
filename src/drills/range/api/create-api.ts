import { Hono } from "hono";
import { metricsOf } from "../metrics.ts";
import { NAMESPACE } from "../manifests.ts";
import { WORKERS } from "../programs/behaviour.ts";
import { readyWorkers, type System } from "../system.ts";
import { taskRoutes, taskTypeRoutes } from "./tasks.ts";
import { workflowRoutes } from "./workflows.ts";

/** The engine's own HTTP API, as its people know it. */
export function createEngineApi(system: System): Hono {
  const { plant, board, programs, cluster } = system;
  const api = new Hono();
  api.use(async ({ req }, next) => {
    if (req.method !== "GET") plant.orders.push(`${req.method} ${req.path}`);
    await next();
  });
  const health = { status: "ok", service: "workflow-engine" };
  api.get("/health", (context) => context.json(health));
  api.get("/api/v1/health", (context) => context.json(health));
  api.get("/metrics", async (context) => context.text(await metricsOf(system)));

  api.get("/api/v1/workers", async (context) => {
    const views = [];
    for (const name of readyWorkers(system)) {
      const worker = programs.workers.get(name);
      if (worker === undefined || worker.ailment() === "disconnected") continue;
      if (await board.isAlive(name)) views.push({ id: name, tasks: worker.active() });
    }
    return context.json(views);
  });
  api.get("/api/v1/workers/dead", async (context) => {
    const pods = cluster
      .list("pods", NAMESPACE)
      .filter(({ metadata }) => metadata.labels?.["app"] === WORKERS);
    const dead = [];
    for (const { metadata } of pods) {
      const isDeaf = programs.workers.get(metadata.name)?.ailment() === "disconnected";
      if (isDeaf || !(await board.isAlive(metadata.name))) dead.push({ id: metadata.name });
    }
    return context.json(dead);
  });

  const switchTo = (isPaused: boolean): Response => {
    plant.isPaused = isPaused;
    return new Response(null, { status: 202 });
  };
  api.post("/api/v1/pause", () => switchTo(true));
  api.post("/api/v1/resume", () => switchTo(false));
  api.route("/api/v1/workflows", workflowRoutes(system));
  api.route("/api/v1/tasks", taskRoutes(system));
  api.route("/api/v1/task-types", taskTypeRoutes(system));
  return api;
}
