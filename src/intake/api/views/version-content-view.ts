import { z } from "zod";
import { BUMPS } from "../../../playbook/version/semver.ts";

/** One version of a playbook with all that it says. */
export const VersionContentView = z.object({
  playbook: z.string(),
  version: z.string(),
  hash: z.string(),
  /** As YAML, with what its file leaves out filled in. */
  text: z.string(),
  /** Its steps and in which order they may come. */
  graph: z.object({
    nodes: z.array(z.object({ id: z.string(), kind: z.string() })).readonly(),
    edges: z
      .array(z.object({ from: z.string(), to: z.string(), when: z.enum(["over", "failed"]) }))
      .readonly(),
  }),
});

export type VersionContentView = z.infer<typeof VersionContentView>;

/** What differs between two versions, and what that asks of the number of the newer one. */
export const VersionDiffView = z.object({
  before: VersionContentView,
  after: VersionContentView,
  changes: z
    .array(z.object({ bump: z.enum(BUMPS), says: z.string(), loosens: z.boolean() }))
    .readonly(),
  /** Null where nothing changed that a version tells apart. */
  bump: z.enum(BUMPS).nullable(),
  /** The lowest version that may follow. */
  least: z.string(),
  /** Whether the newer version says at least that. */
  fits: z.boolean(),
});

export type VersionDiffView = z.infer<typeof VersionDiffView>;
