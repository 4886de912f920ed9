import { z } from "zod";
import { Condition, typed } from "./metadata.ts";
import { quantities } from "./pod.ts";

export const Node = z.looseObject({
  ...typed,
  spec: z.looseObject({ unschedulable: z.boolean().optional() }).prefault({}),
  status: z
    .looseObject({
      capacity: quantities.optional(),
      allocatable: quantities.optional(),
      conditions: z.array(Condition).optional(),
    })
    .prefault({}),
});
export type Node = z.infer<typeof Node>;
