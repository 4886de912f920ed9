import { z } from "zod";

const Time = z.iso.datetime();

/** A process that carries runs out. */
export const WorkerView = z.object({
  name: z.string(),
  version: z.string(),
  /** `dead` went without a word; what it had is taken over when its claims lapse. */
  state: z.enum(["live", "dead", "stopped"]),
  began: Time,
  seen: Time,
  /** The runs that it has claimed. */
  runs: z.array(z.uuid()).readonly(),
});

export type WorkerView = z.infer<typeof WorkerView>;

export const WorkersView = z.object({ workers: z.array(WorkerView).readonly() });
