import { z } from "zod";
import { DURATION, milliseconds, parseDuration } from "../../../../model/duration.ts";

/** A duration that is not longer than this one. */
export function durationUpTo(longest: string): z.ZodString {
  const form = `must be a duration such as 1h or 30d, ${longest} at most`;
  return z
    .string()
    .regex(DURATION, form)
    .refine((text) => (parseDuration(text) ?? Infinity) <= milliseconds(longest), form);
}
