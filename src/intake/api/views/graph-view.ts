import { z } from "zod";
import { STEP_STATES } from "./run-view.ts";

/** The steps of a run and in which order they may come, with how each stands. */
export const GraphView = z.object({
  run: z.uuid(),
  nodes: z
    .array(z.object({ id: z.string(), kind: z.string(), state: z.enum(STEP_STATES) }))
    .readonly(),
  edges: z
    .array(
      z.object({
        from: z.string(),
        to: z.string(),
        /** `failed`: only when the first one has. */
        when: z.enum(["over", "failed"]),
      }),
    )
    .readonly(),
});

export type GraphView = z.infer<typeof GraphView>;
