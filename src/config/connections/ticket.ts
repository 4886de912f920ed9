import { z } from "zod";
import { TICKET_PRIORITIES } from "../../ports/tickets.ts";
import { endpoint, HeaderName } from "./endpoint.ts";

/** The way through an answer to one value of it, as RFC 6901 has it. */
const Pointer = z
  .string()
  .regex(/^(?:\/[^/\0]{1,100}){1,20}$/, "must be a JSON pointer such as /data/id");

/** A tracker of tickets, and how it wants them. */
export const Ticket = z.strictObject({
  type: z.literal("ticket"),
  ...endpoint,
  /** Set only when the other side answers a repeat under the same key without doing it twice. */
  idempotency_header: HeaderName.optional(),
  create: z.strictObject({
    method: z.enum(["POST", "PUT"]).default("POST"),
    path: z.string().regex(/^\/[A-Za-z0-9._~!$&'()*+,;=:@/-]{0,1000}$/, "must be a path from / on"),
    /** JSON in which `"{title}"`, `"{text}"`, `"{labels}"` and `"{priority}"` stand for the ticket's own. */
    body: z
      .json()
      .refine(holdsTitle, 'must have "{title}" somewhere, or all tickets look the same'),
    /** What the tracker calls the priorities, where it has names of its own. */
    priorities: z.partialRecord(z.enum(TICKET_PRIORITIES), z.json()).default({}),
    answer: z.strictObject({ id: Pointer, url: Pointer.optional() }),
  }),
});

export type Ticket = z.infer<typeof Ticket>;

function holdsTitle(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return body === "{title}";
  return Object.values(body).some(holdsTitle);
}
