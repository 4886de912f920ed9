import { Hono } from "hono";
import { z } from "zod";
import { milliseconds } from "../../../model/duration.ts";
import type { Task } from "../plant/workflow.ts";
import type { System } from "../system.ts";
import { seconds, taskView } from "./views.ts";

const Change = z.object({ timeout: z.number().positive().max(86_400) });
const Threshold = z
  .string()
  .regex(/^[0-9]+(ms|s|m|h)$/)
  .default("60s");

/** `/api/v1/tasks`: how long tasks take, and another try for one. */
export function taskRoutes({ plant }: System): Hono {
  const routes = new Hono();
  const all = (): readonly Task[] =>
    [...plant.workflows.values()].flatMap(({ tasks }) => Object.values(tasks));

  routes.get("/stats", (context) => {
    const took = plant.ended.map((one) => one.took);
    const average = took.reduce((sum, ms) => sum + ms, 0) / Math.max(1, took.length);
    return context.json({ avg_duration: seconds(average), completed: plant.counts.completedTasks });
  });
  routes.get("/slow", (context) => {
    const threshold = milliseconds(Threshold.parse(context.req.query("threshold")));
    const now = plant.now();
    const isSlow = ({ began, ended, state }: Task): boolean =>
      state === "timed_out" ||
      (began !== null && state === "running" && (ended ?? now) - began > threshold);
    return context.json(
      all()
        .filter(isSlow)
        .map((task) => taskView(task, now)),
    );
  });
  routes.get("/:id", (context) => {
    const found = plant.taskOf(context.req.param("id"));
    return found === undefined
      ? context.notFound()
      : context.json(taskView(found.task, plant.now()));
  });
  routes.post("/:id/retry", (context) => {
    const found = plant.taskOf(context.req.param("id"));
    if (found === undefined) return context.notFound();
    const given = z.coerce.number().positive().optional().parse(context.req.query("timeout"));
    const timeout = given === undefined ? found.task.timeout : given * 1_000;
    plant.workflows.set(found.workflow.id, { ...found.workflow, state: "running", ended: null });
    plant.put({ ...found.task, state: "waiting", worker: null, began: null, ended: null, timeout });
    return context.body(null, 202);
  });
  return routes;
}

/** `/api/v1/task-types`: how long tasks of a type may take, in seconds. */
export function taskTypeRoutes({ plant }: System): Hono {
  const routes = new Hono();
  routes.get("/:type", (context) => {
    const type = plant.types.get(context.req.param("type"));
    return type === undefined
      ? context.notFound()
      : context.json({ type: type.type, timeout: type.timeout / 1_000, service: type.service });
  });
  routes.patch("/:type", async (context) => {
    const type = plant.types.get(context.req.param("type"));
    const change = Change.safeParse(await context.req.json());
    if (type === undefined) return context.notFound();
    if (!change.success) return context.json({ error: z.prettifyError(change.error) }, 400);
    plant.types.set(type.type, { ...type, timeout: change.data.timeout * 1_000 });
    return context.json({ type: type.type, timeout: change.data.timeout });
  });
  return routes;
}
