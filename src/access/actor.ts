import type { Role } from "../config/directory/team.ts";

/** Through what somebody speaks to Pitcrew. */
export const SURFACES = [
  "cli",
  "api",
  "slack",
  "console",
  "pagerduty",
  "alert",
  "schedule",
] as const;

export type Surface = (typeof SURFACES)[number];

/** Who asks, once it is known. */
export interface Actor {
  /**
   * As the record names them: a person's name in the directory, `local:<user>` for whoever sits at
   * the server's own socket, `key:<name>`, `alert:<source>`, `schedule:<name>`.
   */
  readonly id: string;
  /** The human behind it; null for a machine. Votes are counted by it, and machines have none. */
  readonly person: string | null;
  readonly surface: Surface;
  /** The most that this way in allows, whatever the person may do; null does not narrow it. */
  readonly scope: readonly Role[] | null;
}

/** The same as the record keeps it. */
export function authorOf({ id, surface }: Actor): {
  readonly actor: string;
  readonly surface: Surface;
} {
  return { actor: id, surface };
}
