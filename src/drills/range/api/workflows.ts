import { Hono } from "hono";
import { z } from "zod";
import { circleIn, Definition } from "../plant/definition.ts";
import { OPEN, retried, type Workflow } from "../plant/workflow.ts";
import { create, publish, readyEngines, reload, type System } from "../system.ts";
import { taskView, workflowView } from "./views.ts";

const STATES = ["pending", "running", "completed", "failed", "cancelled"] as const;
const Query = z.object({
  state: z.enum(STATES).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

/** `/api/v1/workflows`: what people and playbooks do with workflows. */
export function workflowRoutes(system: System): Hono {
  const { plant } = system;
  const all = (): readonly Workflow[] => [...plant.workflows.values()];
  const routes = new Hono();

  routes.get("/", (context) => {
    const { state, limit } = Query.parse(context.req.query());
    const found = all().filter((workflow) => state === undefined || workflow.state === state);
    return context.json(found.slice(-limit).map(workflowView));
  });
  routes.post("/", async (context) => {
    if (plant.isPaused) return context.json({ error: "The engine takes nothing new" }, 503);
    const definition = Definition.safeParse(await context.req.json());
    if (!definition.success) return context.json({ error: z.prettifyError(definition.error) }, 400);
    const { name } = definition.data;
    if (!plant.definitions.has(name)) publish(system, definition.data);
    const workflow = await create(system, name);
    return workflow === undefined
      ? context.json({ error: "No engine can take it" }, 503)
      : context.json(workflowView(workflow), 201);
  });
  routes.get("/running", (context) =>
    context.json(
      all()
        .filter(({ state }) => state === "running")
        .map(workflowView),
    ),
  );
  routes.get("/orphaned", (context) => context.json(orphans(system).map(workflowView)));
  routes.post("/recover-orphaned", (context) => {
    const [engine] = readyEngines(system);
    if (engine === undefined) return context.json({ error: "No engine can take them" }, 503);
    const recovered = orphans(system);
    for (const workflow of recovered) plant.workflows.set(workflow.id, { ...workflow, engine });
    return context.json({ recovered: recovered.length }, 202);
  });
  routes.post("/reload", async (context) => {
    await reload(system);
    return context.body(null, 202);
  });
  routes.get("/versions", async (context) => {
    const of = context.req.query("workflow");
    const found = all().filter(({ id }) => of === undefined || id === of);
    const views = await Promise.all(found.map((workflow) => versionView(system, workflow)));
    const [one] = views;
    return of === undefined ? context.json(views) : one ? context.json(one) : context.notFound();
  });

  const act = (path: string, change: (workflow: Workflow, version?: number) => Workflow): void => {
    routes.post(`/:id/${path}`, (context) => {
      const workflow = plant.workflows.get(context.req.param("id"));
      if (workflow === undefined) return context.notFound();
      const version = z.coerce.number().int().min(1).optional().parse(context.req.query("version"));
      plant.workflows.set(workflow.id, change(workflow, version));
      return context.body(null, 202);
    });
  };
  act("retry", retried);
  act("cancel", (workflow) => ({ ...workflow, state: "cancelled", ended: plant.now() }));
  act("pin", (workflow, version = workflow.version) => ({ ...workflow, pinned: version }));

  routes.get("/:id/dag", (context) => {
    const workflow = plant.workflows.get(context.req.param("id"));
    if (workflow === undefined) return context.notFound();
    const nodes = workflow.definition.steps.map(({ id, depends_on }) => ({ id, depends_on }));
    return context.json({ nodes, cycle: circleIn(workflow.definition) });
  });
  routes.get("/:id/trace", (context) => {
    const workflow = plant.workflows.get(context.req.param("id"));
    if (workflow === undefined) return context.notFound();
    const tasks = Object.values(workflow.tasks);
    const waiting = OPEN.includes(workflow.state)
      ? tasks.filter(({ state }) => state === "waiting" || state === "queued").length
      : 0;
    const views = tasks.map((task) => taskView(task, plant.now()));
    return context.json({ ...workflowView(workflow), waiting, tasks: views });
  });
  return routes;
}

/** Workflows that go on, and whose engine is no more. */
function orphans({ plant, programs }: System): readonly Workflow[] {
  return [...plant.workflows.values()].filter(
    ({ engine, state }) => OPEN.includes(state) && !programs.engines.has(engine),
  );
}

async function versionView({ plant, board }: System, workflow: Workflow): Promise<object> {
  const { id, definition, version, pinned } = workflow;
  const cached = await board.cached(definition.name);
  const known = z
    .object({ version: z.int() })
    .safeParse(cached === null ? null : JSON.parse(cached));
  return {
    workflow: id,
    stored: plant.definitions.get(definition.name)?.length ?? 0,
    cached: known.success ? known.data.version : 0,
    running: version,
    pinned,
  };
}
