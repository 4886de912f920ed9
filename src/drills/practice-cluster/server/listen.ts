import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { TLSSocket } from "node:tls";
import type { Reply } from "../api/reply.ts";
import { type Refusal, refuse } from "../api/status.ts";
import type { Identity } from "./certificate.ts";
import type { Shown } from "./identify.ts";

export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface Incoming extends Shown {
  readonly method: string;
  readonly url: URL;
  readonly accept: string;
  readonly mediaType: string;
  readonly userAgent: string;
  readonly body: Buffer;
}

export type Treated =
  | { readonly is: "answered"; readonly reply: Reply }
  | { readonly is: "silent" }
  | { readonly is: "cut" };

export interface Listener {
  readonly port: number;
  readonly identity: Identity;
  /** Whose client certificates are believed. */
  readonly authority: string;
  readonly treat: (incoming: Incoming) => Promise<Treated>;
}

/** Serves the API on this machine alone. */
export async function listen({ port, identity, authority, treat }: Listener): Promise<Listening> {
  const server = createServer(
    {
      cert: identity.certificate,
      key: identity.key,
      ca: authority,
      requestCert: true,
      // Whoever has no certificate may still have a token.
      rejectUnauthorized: false,
    },
    (request, response) => {
      receive(request, response, treat).catch(() => response.destroy());
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return { port: portOf(server), close: () => close(server) };
}

function portOf(server: Server): number {
  // A server that listens on TCP has an address of this form.
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  treat: Listener["treat"],
): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) return send(response, tooLarge());
  const { headers, socket } = request;
  const treated = await treat({
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", "https://127.0.0.1"),
    accept: headers.accept ?? "",
    mediaType: (headers["content-type"] ?? "").split(";")[0]?.trim() ?? "",
    userAgent: headers["user-agent"] ?? "",
    authorization: headers.authorization,
    certified: socket instanceof TLSSocket ? certifiedName(socket) : undefined,
    body,
  });
  if (treated.is === "cut") response.destroy();
  if (treated.is === "answered") send(response, treated.reply);
}

function certifiedName(socket: TLSSocket): string | undefined {
  if (!socket.authorized) return undefined;
  const name = socket.getPeerCertificate().subject?.CN;
  return typeof name === "string" ? name : undefined;
}

/** As much as a real server takes. */
const LARGEST_BODY = 3 * 1_024 * 1_024;

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > LARGEST_BODY) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

function tooLarge(): Reply {
  const { status }: Refusal = refuse(413, "RequestEntityTooLarge", "limit is 3145728");
  return { is: "json", code: 413, body: status };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply.is === "stream") {
    response.writeHead(200, { "content-type": reply.type });
    response.flushHeaders();
    const write = (text: string) => {
      // Nobody reads any more, and what waits to be read would grow without end.
      if (response.writableLength > LARGEST_BODY) response.destroy();
      else response.write(text);
    };
    const cancel = reply.open(write, () => response.end());
    response.once("close", cancel);
    return;
  }
  const isText = reply.is === "text";
  response.writeHead(reply.code, { "content-type": isText ? "text/plain" : "application/json" });
  response.end(isText ? reply.body : JSON.stringify(reply.body));
}
