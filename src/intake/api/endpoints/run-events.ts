import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { problem } from "../http-problem.ts";
import { theRun } from "../route/over.ts";
import { streamRoute, type Visit } from "../route/route.ts";
import { EventsView, EventView } from "../views/event-view.ts";

/** The record of a run: as JSON what there is, as an event stream also what comes. */
export const runEvents = streamRoute({
  method: "GET",
  path: "/v1/runs/:run/events",
  summary: "The record of a run; as text/event-stream also what is added, until the run has ended.",
  right: "see",
  of: theRun,
  view: EventsView,
  refuses: ["E312"],
  respond: async ({ params: { run } }, visit, context) => {
    const after = LastSeen.safeParse(context.req.header("last-event-id"));
    if (!after.success) return problem(context, NO_EVENT_ID);
    if (wantsStream(context)) return streamEvents(context, run, after.data, visit);
    const events = await visit.needs.history(run, after.data);
    if (!events.ok) return problem(context, events.refusal);
    return context.json(EventsView.parse({ events: events.value }));
  },
});

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
  { needs: { follow }, onThrown }: Visit,
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
