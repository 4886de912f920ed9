import { z } from "zod";
import { CallDuration } from "../duration-field.ts";
import { SecretReference } from "../secret-reference.ts";

/** A Redis or Valkey server. Its address may hold the password, so it is a secret as a whole. */
export const Redis = z.strictObject({
  type: z.literal("redis"),
  url: SecretReference,
  command_timeout: CallDuration.default("250ms"),
  /** Certificates that vouch for the other side of rediss://, instead of those the system trusts. */
  certificate_authority: z
    .string()
    .regex(/^file:\/.+$/, "must be a file of certificates: file:/path")
    .optional(),
});

export type Redis = z.infer<typeof Redis>;
