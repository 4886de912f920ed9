import { z } from "zod";
import { CODES, type Code } from "../../model/codes.ts";
import { MODES } from "../../playbook/format/safety.ts";

const Data = z.record(z.string(), z.json());
const task = { step: z.string(), item: z.int().min(0) };
const code = z.enum(Object.keys(CODES) as [Code, ...Code[]]); // a table with codes in it has keys

const Result = z.discriminatedUnion("is", [
  z.object({ is: z.literal("succeeded"), output: z.json() }),
  z.object({
    is: z.literal("failed"),
    failure: z.object({
      code,
      message: z.string(),
      retry: z.enum(["never", "later", "never_left"]).default("never"),
    }),
  }),
  z.object({ is: z.literal("in_doubt"), reason: z.string() }),
  // It was not sent, and was tried again later.
  z.object({ is: z.enum(["locked", "held_back", "unapproved"]) }),
]);

export type RecordedResult = z.infer<typeof Result>;

const RecordedEvent = z.discriminatedUnion("is", [
  z.object({ is: z.literal("started"), at: z.number(), mode: z.enum(MODES), params: Data }),
  z.object({
    is: z.literal("performed"),
    ...task,
    phase: z.enum(["plan", "before", "run", "arrival", "after", "poll", "undo"]),
    result: Result,
  }),
  z.object({ is: z.literal("voted"), step: z.string(), vote: z.enum(["approve", "deny"]) }),
  z.object({ is: z.literal("answered"), ...task, answer: z.string() }),
  z.object({
    is: z.literal("settled"),
    ...task,
    verdict: z.enum(["happened", "not_happened", "unknown"]),
  }),
  z.object({ is: z.literal("child_ended"), ...task, outcome: z.string(), outputs: Data }),
  z.object({ is: z.literal("alert_resolved"), at: z.number() }),
  z.object({ is: z.literal("stopped") }),
]);

export type RecordedEvent = z.infer<typeof RecordedEvent>;

/** What of an event a test can tell; nothing when it is about none of that, such as time that went by. */
export function readEvent(event: unknown): RecordedEvent | undefined {
  return RecordedEvent.safeParse(event).data;
}

/** How a run ended, as its record says. */
export interface RecordedEnd {
  readonly outcome: string;
  /** The steps that were done or failed. */
  readonly ran: ReadonlySet<string>;
}
