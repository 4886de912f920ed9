import { z } from "zod";

/** A playbook that can be run now. */
export const PlaybookView = z.object({
  name: z.string(),
  version: z.string(),
  hash: z.string(),
  owner: z.string(),
  severity: z.string(),
  summary: z.string(),
  params: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      hasDefault: z.boolean(),
      describe: z.string().nullable(),
    }),
  ),
});

export type PlaybookView = z.infer<typeof PlaybookView>;

export const PlaybooksView = z.object({ playbooks: z.array(PlaybookView).readonly() });
