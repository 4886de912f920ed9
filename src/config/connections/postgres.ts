import { z } from "zod";
import { CallDuration } from "../duration-field.ts";
import { SecretReference } from "../secret-reference.ts";

/** A PostgreSQL database. Its address holds the password, so it is a secret as a whole. */
export const Postgres = z.strictObject({
  type: z.literal("postgres"),
  url: SecretReference,
  statement_timeout: CallDuration.default("5s"),
});

export type Postgres = z.infer<typeof Postgres>;
