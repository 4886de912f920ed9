import { z } from "zod";
import { TICKET_PRIORITIES } from "../../ports/tickets.ts";
import { endpoint, HeaderName } from "./endpoint.ts";

/** The way through an answer to one value of it, as RFC 6901 has it. */
const Pointer = z
  .string()
  .regex(/^(?:\/[^/\0]{1,100}){1,20}$/, "must be a JSON pointer such as /data/id");

/** Where the ticket of one key is found, as soon as it is made. */
const Search = z.strictObject({
  path: z
    .string()
    .regex(/^\/[A-Za-z0-9._~!$&'()*+,;=:@/?%{}-]{0,1000}$/, "must be a path from / on")
    .includes("{key}", { error: "must have {key} where the key of the effect belongs" }),
  /** The list in the answer; the answer itself when left out. */
  list: Pointer.or(z.literal("")).default(""),
  id: Pointer,
  url: Pointer.optional(),
});

/** A tracker of tickets, and how it wants them. */
export const Ticket = z
  .strictObject({
    type: z.literal("ticket"),
    ...endpoint,
    /** Set only when the other side answers a repeat under the same key without doing it twice. */
    idempotency_header: HeaderName.optional(),
    create: z.strictObject({
      method: z.enum(["POST", "PUT"]).default("POST"),
      path: z
        .string()
        .regex(/^\/[A-Za-z0-9._~!$&'()*+,;=:@/-]{0,1000}$/, "must be a path from / on"),
      /** JSON in which `"{title}"`, `"{text}"`, `"{labels}"`, `"{priority}"` and `"{key}"` stand for the ticket's own. */
      body: z
        .json()
        .refine(
          (body) => holds("{title}", body),
          'must have "{title}" somewhere, or all tickets look the same',
        ),
      /** What the tracker calls the priorities, where it has names of its own. */
      priorities: z.partialRecord(z.enum(TICKET_PRIORITIES), z.json()).default({}),
      answer: z.strictObject({ id: Pointer, url: Pointer.optional() }),
    }),
    /** Asked when it is not known whether a ticket was made. */
    find: Search.optional(),
  })
  .refine(({ create, find }) => find === undefined || holds("{key}", create.body), {
    path: ["create", "body"],
    error: 'must have "{key}" somewhere, or find finds nothing',
  });

export type Ticket = z.infer<typeof Ticket>;

function holds(place: string, body: unknown): boolean {
  if (typeof body !== "object" || body === null) return body === place;
  return Object.values(body).some((part) => holds(place, part));
}
