import { z } from "zod";
import { literal } from "../../model/fields.ts";
import type { SignOfLife } from "../../ports/lock-store.ts";
import { redisText } from "./key-fields.ts";

/** How a playbook says which owners live. */
export const signOfLife = {
  heartbeat: literal(1_024)
    .refine((key) => key.split("{owner}").length === 2, "must have {owner} in it once")
    .describe("The key that each living owner keeps, such as `worker:{owner}:alive`.")
    .optional(),
  living: z
    .array(redisText())
    .max(10_000)
    .describe(
      "The owners that live, as an earlier step found them; an empty list says that none does.",
    )
    .optional(),
  owner_ends_at: literal(10)
    .describe("The owner is the token up to this text, such as `:`; the whole token when left out.")
    .optional(),
};

export interface SaysWhoLives {
  readonly heartbeat?: string | undefined;
  readonly living?: readonly string[] | undefined;
  readonly owner_ends_at?: string | undefined;
}

export function lifeOf({ heartbeat, living, owner_ends_at }: SaysWhoLives): SignOfLife {
  return {
    ...(heartbeat !== undefined && { heartbeat }),
    ...(living !== undefined && { living }),
    ...(owner_ends_at !== undefined && { ownerEndsAt: owner_ends_at }),
  };
}
