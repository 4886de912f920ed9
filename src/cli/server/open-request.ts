import { once } from "node:events";
import { type IncomingMessage, request as openHttp } from "node:http";
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
  { socket }: Server,
  { method, path, headers, body, signal }: Request,
): Promise<IncomingMessage | undefined> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const outgoing = openHttp({
    socketPath: socket,
    method,
    path,
    headers: { ...headers, ...(text !== undefined && { "content-type": "application/json" }) },
    ...(signal !== undefined && { signal }),
  });
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
]);
