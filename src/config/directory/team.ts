import { z } from "zod";

/** What a member of a team may do; nothing that is not listed. */
export const ROLES = ["viewer", "responder", "approver", "author", "admin"] as const;

export type Role = (typeof ROLES)[number];

/** A team that owns playbooks: who is in it, and where it is told and paged. */
export const Team = z.strictObject({
  members: z.record(z.string().min(1), z.array(z.enum(ROLES)).min(1).max(ROLES.length)),
  /** One of `channels`. */
  channel: z.string().min(1).optional(),
  /** One of `services`. */
  service: z.string().min(1).optional(),
});

export type Team = z.infer<typeof Team>;
