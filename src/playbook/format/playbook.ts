import { z } from "zod";
import { SEVERITIES } from "../../model/severity.ts";
import { FieldName } from "./field-name.ts";
import { Match } from "./match.ts";
import { Param } from "./param.ts";
import { Safety } from "./safety.ts";
import { Parallel, Step } from "./step.ts";

/** Also the file name and, later, part of URLs: short, lower case, no surprises. */
export const PLAYBOOK_NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/;
export const SEMVER = /^(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)$/;

export const Playbook = z.strictObject({
  format: z.literal(1),
  name: z.string().regex(PLAYBOOK_NAME, "must be lower case letters, digits, dash, underscore"),
  version: z.string().regex(SEMVER, "must have three parts, such as 1.4.0"),
  owner: z.string().min(1).max(100),
  severity: z.enum(SEVERITIES),
  summary: z.string().min(1).max(300),
  match: Match.optional(),
  params: z.record(FieldName, Param).default({}),
  safety: Safety.optional(),
  steps: z
    .array(z.union([Parallel, Step]))
    .min(1)
    .max(100),
  outputs: z
    .record(FieldName, z.union([z.string().max(4_096), z.number(), z.boolean()]))
    .default({}),
});

export type Playbook = z.infer<typeof Playbook>;
