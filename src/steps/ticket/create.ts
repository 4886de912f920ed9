import { z } from "zod";
import { connection, text, value } from "../../model/fields.ts";
import type { Failure } from "../../model/failure.ts";
import { TICKET_PRIORITIES, type TicketAnswer, type Tickets } from "../../ports/tickets.ts";
import { neverLeft, rejected, unanswered, unreadable } from "../http/failures.ts";
import {
  type Attempt,
  failed,
  type Probed,
  type StepKind,
  type StepResult,
  succeeded,
} from "../step-kind.ts";

const Params = z.strictObject({
  connection: connection("ticket").describe("The tracker, by its name in connections.yaml."),
  title: text(200).describe("What it is about, in a few words."),
  text: text(10_000).describe("What is known, and what is left to do."),
  labels: z.array(value(100).min(1)).max(20).describe("Under what it is found again.").default([]),
  priority: z
    .enum(TICKET_PRIORITIES)
    .describe("How soon; the connection knows what the tracker calls it.")
    .default("normal"),
});
type Params = z.infer<typeof Params>;

interface Output {
  readonly id: string;
  readonly url?: string | undefined;
}

const Output: z.ZodType<Output> = z.strictObject({
  id: z.string().describe("The ticket's id in the tracker."),
  url: z.string().describe("Where people read it, when the tracker says so.").optional(),
});

interface TicketNeeds {
  readonly tickets: (connection: string) => Tickets;
}

export const ticketCreate: StepKind<Params, Output, TicketNeeds> = {
  kind: "ticket.create",
  carrier: "step",
  major: 1,
  summary: "Makes a ticket in a tracker, in the form that connections.yaml says.",
  effect: "once",
  keyed: true,
  params: Params,
  output: Output,
  timeout: "30s",
  example: {
    connection: "tracker",
    title: "Queue orders was stuck",
    text: "The workers were restarted. Find out why they stood still.",
    labels: ["incident"],
    priority: "high",
  },
  describe: (params) => `Make a ticket in ${params.connection}: ${JSON.stringify(params.title)}`,
  targets: (params) => [`ticket/${params.connection}`],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: ticketOf(params), sentence: `${ticketCreate.describe(params)}.` },
  }),
  run: create,
  probe: findAgain,
  inDoubt:
    "the tracker is searched for the key of the effect where connections.yaml says how (`find`); " +
    "elsewhere a person says whether it happened",
  undo: {
    is: "impossible",
    because: "people may have read the ticket; close it in the tracker with a reason",
  },
};

function ticketOf({ title, text: prose, labels, priority }: Params) {
  return { title, text: prose, labels, priority };
}

async function create(
  params: Params,
  { tickets }: TicketNeeds,
  { key }: Attempt,
  signal: AbortSignal,
): Promise<StepResult<Output>> {
  const { connection: tracker } = params;
  const { honoursKey, create: make } = tickets(tracker);
  const answer = await make({ ...ticketOf(params), key }, signal);
  if (answer.is !== "created") return failed(noTicket(answer, tracker, honoursKey));
  const { id, url } = answer;
  const output = url === undefined ? { id } : { id, url };
  return succeeded(output, `${tracker} has the ticket ${id}.`);
}

async function findAgain(
  { connection: tracker }: Params,
  { tickets }: TicketNeeds,
  { key }: Attempt,
  signal: AbortSignal,
): Promise<Probed<Output>> {
  const { find } = tickets(tracker);
  if (find === undefined) {
    return { is: "unknown", reason: `connections.yaml does not say how ${tracker} finds a ticket` };
  }
  const found = await find(key, signal);
  switch (found.is) {
    case "found": {
      const { id, url } = found;
      const output = url === undefined ? { id } : { id, url };
      return { is: "happened", output, summary: `${tracker} has the ticket ${id}.` };
    }
    case "none":
      return { is: "not_happened" };
    case "unclear":
      return { is: "unknown", reason: `${tracker} could not be searched: ${found.detail}` };
  }
}

function noTicket(
  miss: Exclude<TicketAnswer, { is: "created" }>,
  tracker: string,
  repeatable: boolean,
): Failure {
  const asked = {
    connection: tracker,
    method: "POST",
    target: "for a ticket",
    expect: undefined,
    repeatable,
  } as const;
  switch (miss.is) {
    case "refused":
      return rejected(miss.status, miss.detail, asked);
    case "unreached":
      return neverLeft(miss, asked);
    case "unanswered":
      return unanswered(miss.detail, asked);
    case "unreadable":
      return unreadable(miss, asked);
  }
}
