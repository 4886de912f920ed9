import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";

export interface Seen {
  readonly status: number;
  /** How long PagerDuty wants to be left alone, where it says so. */
  readonly restMs: number | undefined;
}

const CHANNEL = "http.client.response.finish";

/** The header by which one request is told from all others of this process. */
export const REQUEST_ID = "x-request-id";

/**
 * Sees the answer to the request with this id as it arrives. pdjs keeps the status of an answer
 * that is not JSON to itself, and sleeps through every 429; only the connection knows of both.
 */
export function witness(id: string, onAnswer: (seen: Seen) => void): () => void {
  const look = (message: unknown): void => {
    // Node documents what this channel carries.
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    if (request.getHeader(REQUEST_ID)?.toString() !== id) return;
    onAnswer({ status: response.statusCode ?? 0, restMs: restOf(response) });
  };
  subscribe(CHANNEL, look);
  return () => {
    unsubscribe(CHANNEL, look);
  };
}

function restOf({ headers }: IncomingMessage): number | undefined {
  const seconds = headers["ratelimit-reset"] ?? headers["retry-after"];
  const amount = typeof seconds === "string" && seconds !== "" ? Number(seconds) : Number.NaN;
  return Number.isFinite(amount) && amount >= 0 ? amount * 1_000 : undefined;
}
