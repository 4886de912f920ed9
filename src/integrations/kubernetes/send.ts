import { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import type { ClusterAnswer } from "../../ports/cluster/cluster.ts";
import type { Access } from "./access.ts";

export interface WireRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path and query. */
  readonly target: string;
  readonly type?: string;
  readonly body?: object;
}

/** Times in milliseconds. */
export interface ClusterLimits {
  /** For the connection and the TLS handshake. */
  readonly connect: number;
  readonly total: number;
  readonly answerBytes: number;
}

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

type Sent = Exclude<ClusterAnswer<RawAnswer>, { is: "refused" }>;

/** Connections are kept, as most of a request's time would be the handshake. */
export function createAgent(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 20 });
}

/** Sends one request, and says for certain whether any of it can have left. */
export async function send(
  access: Access,
  agent: Agent,
  limits: ClusterLimits,
  wire: WireRequest,
  stop: AbortSignal,
): Promise<Sent> {
  if (stop.aborted) return { is: "unreached", why: "aborted", detail: String(stop.reason) };
  const signal = AbortSignal.any([stop, AbortSignal.timeout(limits.total)]);
  const text = wire.body === undefined ? undefined : JSON.stringify(wire.body);
  const { promise, resolve } = Promise.withResolvers<Sent>();
  let hasLeft = false;
  const request = httpsRequest(new URL(wire.target.slice(1), withSlash(access.server)), {
    agent,
    ...access.options,
    method: wire.method,
    signal,
    headers: {
      ...access.options.headers,
      accept: "application/json",
      ...(text !== undefined && {
        "content-type": wire.type ?? "application/json",
        "content-length": Buffer.byteLength(text),
      }),
    },
  });
  const tooLong = setTimeout(
    () => request.destroy(new Error(`no connection within ${limits.connect} ms`)),
    limits.connect,
  );
  const leave = (): void => {
    hasLeft = true;
    clearTimeout(tooLong);
  };
  request.on("socket", (socket: Socket) => {
    if (socket.connecting) socket.once("secureConnect", leave);
    else leave();
  });
  request.on("error", (error) => {
    clearTimeout(tooLong);
    resolve(hasLeft ? { is: "unanswered", detail: String(error) } : neverLeft(error, stop));
  });
  request.on("response", (response) => void read(response, limits.answerBytes).then(resolve));
  request.end(text);
  return promise;
}

function neverLeft(error: Error, stop: AbortSignal): Sent {
  const why = stop.aborted ? "aborted" : "connection_failed";
  return { is: "unreached", why, detail: String(error) };
}

async function read(response: IncomingMessage, cap: number): Promise<Sent> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // A message without an encoding yields buffers.
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > cap) {
        return { is: "unreadable", why: "too_large", detail: `more than ${cap} bytes` };
      }
      chunks.push(chunk);
    }
  } catch (error) {
    return { is: "unanswered", detail: `cut off after ${size} bytes: ${String(error)}` };
  }
  const text = Buffer.concat(chunks).toString("utf8");
  return { is: "answered", value: { status: response.statusCode ?? 0, text } };
}

/** So that a server behind a path keeps it. */
function withSlash(server: string): string {
  return server.endsWith("/") ? server : `${server}/`;
}
