import { z } from "zod";

const Time = z.iso.datetime();

/** A version of a playbook that was published, whether runs still begin on it or not. */
export const VersionView = z.object({
  playbook: z.string(),
  version: z.string(),
  hash: z.string(),
  published: Time,
  activeSince: Time.nullable(),
  /** Who keeps the playbook at it, whatever the files say. */
  pinnedBy: z.string().nullable(),
  runs: z.int(),
});

export type VersionView = z.infer<typeof VersionView>;

export const VersionsView = z.object({ versions: z.array(VersionView).readonly() });
