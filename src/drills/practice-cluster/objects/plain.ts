import { z } from "zod";
import { texts, typed } from "./metadata.ts";

export const Namespace = z.looseObject({
  ...typed,
  status: z.looseObject({ phase: z.string().default("Active") }).prefault({}),
});
export type Namespace = z.infer<typeof Namespace>;

/** Kept and shown; nothing is routed. */
export const Service = z.looseObject({
  ...typed,
  spec: z
    .looseObject({
      type: z.string().default("ClusterIP"),
      clusterIP: z.string().optional(),
      selector: texts.optional(),
      ports: z
        .array(z.looseObject({ port: z.int(), protocol: z.string().default("TCP") }))
        .default([]),
    })
    .prefault({}),
});
export type Service = z.infer<typeof Service>;

export const ConfigMap = z.looseObject({ ...typed, data: texts.optional() });
export type ConfigMap = z.infer<typeof ConfigMap>;
