import { z } from "zod";
import { literal, value } from "../../model/fields.ts";

/** One key, taken as it stands; a pattern in it would be part of its name. */
export const redisKey = () =>
  value(LONGEST_KEY).min(1, "must not be empty").refine(isWellFormed, "must be valid Unicode text");

/** What Redis hands back as text and must be given back unchanged. */
export const redisText = () => value(4_096).refine(isWellFormed, "must be valid Unicode text");

export const keyPrefix = () =>
  literal(LONGEST_KEY)
    .min(3, "must have 3 characters at least, so that it does not mean everything")
    .refine(
      (prefix) => !/[*?[\]]/.test(prefix),
      "must be the plain beginning of the keys, without * ? [ ]",
    );

export const lookAtMost = () =>
  z
    .int()
    .min(1_000)
    .max(10_000_000)
    .describe("How many keys of the whole database are looked at; with more, the answer says so.")
    .default(200_000);

const LONGEST_KEY = 1_024;

/** Half of a character outside the basic plane cannot be sent as it is. */
function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
