import { once } from "node:events";
import {
  type ClientRequest,
  type IncomingMessage,
  request as openHttp,
  type RequestOptions,
} from "node:http";
import { request as openHttps } from "node:https";
import type { Server } from "./server.ts";

export interface Request {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

/** Asks the server, and returns when its answer begins; nothing when there is no server. */
export async function openRequest(
  server: Server,
  request: Request,
): Promise<IncomingMessage | undefined> {
  const text = request.body === undefined ? undefined : JSON.stringify(request.body);
  const outgoing = open(server, request);
  if (outgoing === undefined) return undefined;
  try {
    const response = once(outgoing, "response");
    outgoing.end(text);
    const [incoming] = (await response) as [IncomingMessage]; // what this event carries
    // The server may answer, and close, before it was sent everything.
    outgoing.on("error", () => undefined);
    return incoming;
  } catch (error) {
    if (isUnreached(error)) return undefined;
    throw error;
  }
}

/** Nothing when what is called an address is none. */
function open(server: Server, request: Request): ClientRequest | undefined {
  const { method, path, headers, body, signal } = request;
  const options = {
    method,
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(signal !== undefined && { signal }),
  };
  if (server.is === "here") return openHttp({ ...options, socketPath: server.socket, path });
  const url = URL.parse(path, server.url);
  const outgoing = url?.protocol === "https:" ? openHttps(url, options) : openPlain(url, options);
  if (server.key !== undefined) outgoing?.setHeader("authorization", `Bearer ${server.key}`);
  return outgoing;
}

function openPlain(url: URL | null, options: RequestOptions): ClientRequest | undefined {
  return url?.protocol === "http:" ? openHttp(url, options) : undefined;
}

export function isUnreached(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return UNREACHED.has(code);
}

const UNREACHED: ReadonlySet<string> = new Set([
  "ENOENT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTSOCK",
  "ENOTDIR",
  "EACCES",
  "EPIPE",
  "ENAMETOOLONG",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
