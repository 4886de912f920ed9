import { z } from "zod";
import { CallDuration } from "../duration-field.ts";
import { SecretReference } from "../secret-reference.ts";

/** `table` or `schema.table`, in the plain form that needs no quotes. */
const TableName = z
  .string()
  .regex(
    /^(?:[a-z_][a-z0-9_]{0,62}\.)?[a-z_][a-z0-9_]{0,62}$/,
    "must be the name of a table, in lower case: table or schema.table",
  );

/** A PostgreSQL database. Its address holds the password, so it is a secret as a whole. */
export const Postgres = z.strictObject({
  type: z.literal("postgres"),
  url: SecretReference,
  statement_timeout: CallDuration.default("5s"),
  /** Remembers the key of each effect, so that a repeat changes nothing. */
  marker_table: TableName.optional(),
});

export type Postgres = z.infer<typeof Postgres>;
