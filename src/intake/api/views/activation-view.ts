import { z } from "zod";

/** Which version new runs of a playbook follow. */
export const ActivationView = z.object({
  playbook: z.string(),
  version: z.string(),
  /** It stays so, whatever the files say. */
  pinned: z.boolean(),
});

export type ActivationView = z.infer<typeof ActivationView>;

/** What came of reading the files again. */
export const ReloadView = z.object({
  ready: z
    .array(
      z.object({
        playbook: z.string(),
        version: z.string(),
        /** Why it stays, where that is not what the files say. */
        keptBecause: z.string().nullable(),
      }),
    )
    .readonly(),
  errors: z.int(),
  warnings: z.int(),
});

export type ReloadView = z.infer<typeof ReloadView>;
