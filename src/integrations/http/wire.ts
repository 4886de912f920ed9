import { Buffer } from "node:buffer";
import type { HttpRequest } from "../../ports/http-caller.ts";
import type { HttpDestination } from "../../ports/http-destination.ts";

/** A request in the form in which it is written to a socket. */
export interface WireRequest {
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** Puts a request under the destination's base address, together with the connection's own headers. */
export function wireRequest(
  destination: HttpDestination,
  request: HttpRequest,
  connectionHeaders: Readonly<Record<string, string>>,
): WireRequest {
  const base = new URL(destination.baseUrl);
  const secure = base.protocol === "https:";
  const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
  return {
    secure,
    hostname: base.hostname.replace(/^\[|\]$/g, ""),
    port: base.port === "" ? defaultPort(secure) : Number(base.port),
    method: request.method,
    path: base.pathname.replace(/\/+$/, "") + checked(request.target),
    // Later lines win: a step cannot replace what the connection says or what frames the message.
    headers: {
      accept: "application/json",
      "user-agent": "pitcrew",
      ...lowerCased(request.headers),
      ...lowerCased(connectionHeaders),
      ...keyHeader(destination, request),
      ...bodyHeaders(body),
      host: base.host,
      connection: "close",
      "accept-encoding": "identity",
    },
    body,
  };
}

function defaultPort(secure: boolean): number {
  return secure ? 443 : 80;
}

/** The caller has encoded the target; one that could still end a line or a path is a bug. */
function checked(target: string): string {
  if (/^\/[!-~]*$/.test(target) && !target.includes("#")) return target;
  throw new TypeError(`${JSON.stringify(target)} is not an encoded path and query`);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function keyHeader(
  { idempotencyHeader }: HttpDestination,
  { key }: HttpRequest,
): Record<string, string> {
  if (idempotencyHeader === undefined || key === undefined) return {};
  return { [idempotencyHeader.toLowerCase()]: key };
}

function bodyHeaders(body: Buffer | undefined): Record<string, string> {
  if (body === undefined) return {};
  return { "content-type": "application/json", "content-length": String(body.length) };
}
