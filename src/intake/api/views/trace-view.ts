import { z } from "zod";
import { OUTCOMES } from "../../../model/outcome.ts";
import { EventView } from "./event-view.ts";
import { STEP_STATES } from "./run-view.ts";

const Time = z.iso.datetime();

/** When what of a run was done. */
export const TraceView = z.object({
  run: z.uuid(),
  playbook: z.string(),
  version: z.string(),
  started: Time,
  ended: Time.nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  spans: z
    .array(
      z.object({
        step: z.string(),
        kind: z.string(),
        state: z.enum(STEP_STATES),
        began: Time,
        ended: Time.nullable(),
        /** Up to now, while it has not ended. */
        ms: z.number(),
      }),
    )
    .readonly(),
  events: z.array(EventView).readonly(),
});

export type TraceView = z.infer<typeof TraceView>;
