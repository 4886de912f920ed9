import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { EventView } from "../../intake/api/views/event-view.ts";
import type { ProblemView } from "../../intake/api/views/problem-view.ts";
import { problemIn } from "./ask-server.ts";
import { isUnreached, openRequest } from "./open-request.ts";
import { readStream } from "./read-stream.ts";
import type { Server } from "./server.ts";

/** What comes over a stream of events, and how it ends. */
export type Followed =
  | { readonly is: "event"; readonly event: EventView }
  | { readonly is: "refused"; readonly problem: ProblemView }
  /** The server ended the stream: the run has ended, or the server is stopping. */
  | { readonly is: "over" }
  | { readonly is: "unreached" };

export async function* followEvents(
  server: Server,
  run: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<Followed> {
  try {
    const response = await openStream(server, run, after, signal);
    if (response === undefined) return yield { is: "unreached" };
    if (response.statusCode !== 200) return yield await refusal(response);
    for await (const data of readStream(response)) {
      yield { is: "event", event: EventView.parse(JSON.parse(data)) };
    }
    yield { is: "over" };
  } catch (error) {
    if (signal.aborted) return;
    if (!isUnreached(error)) throw error;
    yield { is: "unreached" };
  }
}

function openStream(
  server: Server,
  run: string,
  after: number,
  signal: AbortSignal,
): Promise<IncomingMessage | undefined> {
  const headers = { accept: "text/event-stream", "last-event-id": String(after) };
  const path = `/v1/runs/${encodeURIComponent(run)}/events`;
  return openRequest(server, { method: "GET", path, headers, signal });
}

async function refusal(response: IncomingMessage): Promise<Followed> {
  const problem = problemIn(await text(response));
  return problem === undefined ? { is: "unreached" } : { is: "refused", problem };
}
