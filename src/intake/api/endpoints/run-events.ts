import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { problem } from "../http-problem.ts";
import type { ApiNeeds } from "../needs.ts";
import { readRunId } from "../read-request.ts";
import { EventsView, EventView } from "../views/event-view.ts";
import type { Door, Endpoint } from "./endpoint.ts";

/** The record of a run: as JSON what there is, as an event stream also what comes. */
export const runEvents: Endpoint = async (context, needs, door) => {
  const run = readRunId(context);
  if (!run.ok) return problem(context, run.refusal);
  const after = LastSeen.safeParse(context.req.header("last-event-id"));
  if (!after.success) return problem(context, NO_EVENT_ID);
  if (wantsStream(context)) return streamEvents(context, run.value, after.data, needs, door);
  const events = await needs.history(run.value, after.data);
  if (!events.ok) return problem(context, events.refusal);
  return context.json(EventsView.parse({ events: events.value }));
};

/** The number of the last event that the caller has seen; a stream goes on behind it. */
const LastSeen = z
  .string()
  .regex(/^[0-9]{1,15}$/)
  .default("0")
  .transform(Number);

const NO_EVENT_ID = {
  code: "E401",
  message: "Last-Event-ID is not the number of an event",
  remedy: "Send the id of the last event that you have seen, or leave the header out.",
} as const;

function wantsStream(context: Context): boolean {
  return (context.req.header("accept") ?? "").includes("text/event-stream");
}

async function streamEvents(
  context: Context,
  run: string,
  after: number,
  { follow }: ApiNeeds,
  { onThrown }: Door,
): Promise<Response> {
  const gone = new AbortController();
  const events = await follow(run, after, gone.signal);
  if (!events.ok) return problem(context, events.refusal);
  return streamSSE(context, async (stream) => {
    stream.onAbort(() => gone.abort());
    try {
      for await (const event of events.value) await stream.writeSSE(messageOf(event));
    } catch (error) {
      // The stream ends here. Whoever follows asks again, from the last event that came.
      onThrown(error);
    }
  });
}

function messageOf(event: EventView) {
  const data = JSON.stringify(EventView.parse(event));
  return { id: String(event.seq), event: event.event, data };
}
