import { z } from "zod";
import type { Boundary } from "../../../src/engine/worker/boundary.ts";

/** Where a replica can be struck: between any two commits, and around every call of its store. */
type AtStore = "before_create" | "after_create" | "before_claim" | "before_send" | "after_send";

const EVERY: Readonly<Record<Boundary | AtStore, true>> = {
  before_create: true,
  after_create: true,
  before_claim: true,
  after_claim: true,
  before_intent_commit: true,
  after_intent_commit: true,
  effect_sent: true,
  effect_answered: true,
  before_outcome_commit: true,
  after_outcome_commit: true,
  before_send: true,
  after_send: true,
};

export type Moment = keyof typeof EVERY;

// `Object.keys` forgets which keys it saw.
export const MOMENTS = Object.keys(EVERY) as readonly Moment[];

/** What waits for a replica at some moment of its life. */
export const Trap = z.strictObject({
  moment: z.enum(MOMENTS),
  /** Only where it works on this run. */
  run: z.uuid().optional(),
  /** Strikes when the moment comes for this time. */
  passage: z.int().positive().default(1),
  signal: z.enum(["SIGKILL", "SIGSTOP"]),
  /** Stays at the moment for so long before it strikes; all other work of the replica goes on. */
  lingerMs: z.int().nonnegative().default(0),
});

export type Trap = z.infer<typeof Trap>;
