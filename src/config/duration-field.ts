import { z } from "zod";
import { DURATION, parseDuration } from "../model/duration.ts";

const LONGEST = 300_000;

/** How long a call may take: never zero, never so long that it outlives the run it belongs to. */
export const CallDuration = z
  .string()
  .regex(DURATION, "must be a duration such as 500ms, 5s or 1m")
  .refine(isInRange, "must be a duration from 1ms to 5m");

function isInRange(text: string): boolean {
  const duration = parseDuration(text) ?? 0;
  return duration > 0 && duration <= LONGEST;
}
