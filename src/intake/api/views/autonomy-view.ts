import { z } from "zod";
import { MODES } from "../../../playbook/format/safety.ts";
import { PlaybookView } from "./playbook-view.ts";

const Time = z.iso.datetime();

/** How freely the active version may act by itself in one environment, and why. */
export const AutonomyView = z.object({
  environment: z.string(),
  /** The lowest of the three that follow. */
  effective: z.enum(MODES),
  asked: z.enum(MODES),
  allowed: z.enum(MODES),
  earned: z.enum(MODES),
  since: Time,
  /** What brought it to what it has earned, as a sentence without its full stop. */
  because: z.string(),
  /** Verified fixes since then, in a row. */
  fixes: z.int(),
  /** When it last passed a drill. */
  drilled: Time.nullable(),
  /** When it stops acting alone, unless it passes another drill before. */
  lapses: Time.nullable(),
  /** What would let it do more; null where there is no more. */
  next: z.string().nullable(),
});

export type AutonomyView = z.infer<typeof AutonomyView>;

export const PlaybookAutonomyView = PlaybookView.extend({
  autonomy: z.array(AutonomyView).readonly(),
});

export type PlaybookAutonomyView = z.infer<typeof PlaybookAutonomyView>;
