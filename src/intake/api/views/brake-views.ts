import { z } from "zod";
import { IN_FLIGHT, SWITCH_KINDS } from "../../../ports/switches.ts";

const Time = z.iso.datetime();

export const SwitchView = z.object({
  kind: z.enum(SWITCH_KINDS),
  scope: z.string(),
  by: z.string(),
  reason: z.string(),
  since: Time,
  until: Time.nullable(),
  /** What becomes of runs that are under way. */
  running: z.enum(IN_FLIGHT),
});

export type SwitchView = z.infer<typeof SwitchView>;

export const SwitchesView = z.object({
  switches: z.array(SwitchView).readonly(),
  /** Runs that have not ended, up to `counted_to`. */
  live: z.int().min(0),
  counted_to: z.int(),
});

export type SwitchesView = z.infer<typeof SwitchesView>;

export const TurnedView = z.object({
  /** Null when it was turned off. */
  switch: SwitchView.nullable(),
  /** How many runs were told to stop. */
  stopped: z.int().min(0),
});

export type TurnedView = z.infer<typeof TurnedView>;

export const HoldView = z.object({
  target: z.string(),
  by: z.string(),
  reason: z.string(),
  since: Time,
  until: Time,
});

export type HoldView = z.infer<typeof HoldView>;

export const HoldsView = z.object({ holds: z.array(HoldView).readonly() });

export const ReleasedView = z.object({ target: z.string() });

export type ReleasedView = z.infer<typeof ReleasedView>;
