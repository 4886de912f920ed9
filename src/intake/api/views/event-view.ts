import { z } from "zod";

/** One line of a run's record. What effects returned is left out: it may hold anything. */
export const EventView = z.object({
  /** 1 for the first, then without gaps. */
  seq: z.int().min(1),
  at: z.iso.datetime(),
  event: z.string(),
  step: z.string().nullable(),
  actor: z.string(),
  surface: z.string(),
  notes: z.array(z.string()).readonly(),
});

export type EventView = z.infer<typeof EventView>;

export const EventsView = z.object({ events: z.array(EventView).readonly() });
