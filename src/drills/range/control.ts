import { Hono } from "hono";
import { FAULTS } from "./faults/all.ts";
import type { Fault, Subject } from "./faults/fault.ts";
import type { System } from "./system.ts";

/** Told what was broken; answers what is to be expected now. */
export type OnBroken = (fault: Fault, subject: Subject) => string;

/** How a drill takes hold of a range that runs in another process. */
export function createControl(system: System, onBroken: OnBroken): Hono {
  const control = new Hono();
  control.get("/faults", (context) =>
    context.json(FAULTS.map(({ name, cause, remedy }) => ({ name, cause, remedy }))),
  );
  control.post("/faults/:name", async (context) => {
    const fault = FAULTS.find(({ name }) => name === context.req.param("name"));
    if (fault === undefined) return context.json({ error: "There is no such fault" }, 404);
    const subject = await fault.breakIt(system);
    return context.json({ fault: fault.name, subject, next: onBroken(fault, subject) });
  });
  return control;
}
