import { z } from "zod";
import { CallDuration } from "../duration-field.ts";
import { SecretReference } from "../secret-reference.ts";

/** A Redis or Valkey server. Its address may hold the password, so it is a secret as a whole. */
export const Redis = z.strictObject({
  type: z.literal("redis"),
  url: SecretReference,
  command_timeout: CallDuration.default("250ms"),
});

export type Redis = z.infer<typeof Redis>;
