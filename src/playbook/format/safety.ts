import { z } from "zod";
import { DURATION } from "../../model/duration.ts";

export const MODES = ["observe", "suggest", "approve", "auto"] as const;

export type Mode = (typeof MODES)[number];

export const duration = z.string().regex(DURATION, "must be a duration such as 30s, 10m or 1h30m");

const MAX_RUNS = /^[1-9][0-9]{0,3} per (?:[0-9]+(?:ms|s|m|h|d))+$/;
const MAX_CHANGE = /^[1-9][0-9]{0,3}%$/;

/** A PromQL condition watched during the run; when it no longer holds, the run freezes. */
const Guard = z.strictObject({
  query: z.string().min(1).max(4_096),
  connection: z.string().min(1),
  that: z.string().min(1).max(4_096),
});

export const Safety = z.strictObject({
  mode: z.union([
    z.enum(MODES),
    z.record(
      z.string().regex(/^[a-z][a-z0-9_-]*$/, "must be an environment's name"),
      z.enum(MODES),
    ),
  ]),
  cooldown: duration.optional(),
  max_runs: z.string().regex(MAX_RUNS, 'must read like "3 per 24h"').optional(),
  max_targets: z.int().min(1).max(1_000).default(1),
  max_change: z.string().regex(MAX_CHANGE, 'must be a percentage such as "100%"').optional(),
  lock: z.string().min(1).max(500).optional(),
  on_locked: z.enum(["join", "wait", "skip"]).default("join"),
  deadline: duration.default("1h"),
  page_after: duration.default("15m"),
  guard: Guard.optional(),
});

export type Safety = z.infer<typeof Safety>;
