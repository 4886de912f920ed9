import { z } from "zod";
import { ROLES } from "../../../config/directory/team.ts";

const Time = z.iso.datetime();

/** A key, without what would let anybody use it. */
export const KeyView = z.object({
  name: z.string(),
  /** How it begins; the rest is known to its owner alone. */
  begins: z.string(),
  /** Who it acts as; null for a machine, which has the roles of the key and no vote. */
  person: z.string().nullable(),
  roles: z.array(z.enum(ROLES)).readonly(),
  madeBy: z.string(),
  made: Time,
  expires: Time,
  /** To the minute. */
  used: Time.nullable(),
  revoked: Time.nullable(),
});

export type KeyView = z.infer<typeof KeyView>;

export const KeysView = z.object({ keys: z.array(KeyView).readonly() });

/** The one time that a key is shown. */
export const IssuedKeyView = KeyView.extend({ key: z.string() });

export type IssuedKeyView = z.infer<typeof IssuedKeyView>;
