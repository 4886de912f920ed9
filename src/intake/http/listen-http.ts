import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
} from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { type Answer, answer, refuse } from "../api/refusal.ts";

export interface HttpPlace {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** So many connections at once; further ones are closed unheard. */
  readonly connections: number;
}

export interface HttpServer {
  /** Where it listens, such as http://127.0.0.1:8080. */
  readonly url: string;
  /** Hears nobody new, and gives what is being answered a moment to end. */
  readonly close: () => Promise<void>;
}

/** Those that answer on one exact path of their own, before anybody else hears of the request. */
export type Listeners = ReadonlyMap<string, RequestListener>;

type Patience = Readonly<
  Required<
    Pick<
      ServerOptions,
      | "headersTimeout"
      | "requestTimeout"
      | "connectionsCheckingInterval"
      | "keepAliveTimeout"
      | "maxHeaderSize"
    >
  >
>;

/** Serves an app to whoever reaches this address; slow and endless requests are cut off. */
export async function listenHttp(
  app: Hono,
  { host, port, connections }: HttpPlace,
  listeners: Listeners = new Map(),
  patience: Patience = PATIENCE,
): Promise<Answer<HttpServer>> {
  const answerAll = getRequestListener(app.fetch);
  const server = createServer(patience, (request, response) => {
    const listener = listeners.get(pathOf(request));
    if (listener !== undefined) return listener(request, response);
    void answerAll(request, response);
  });
  server.maxConnections = connections;
  const failure = await start(server, host, port);
  if (failure !== undefined) return cannotListen(host, port, failure);
  const { address, family, port: taken } = server.address() as AddressInfo; // it listens on a port
  const name = family === "IPv6" ? `[${address}]` : address;
  return answer({ url: `http://${name}:${taken}`, close: () => close(server) });
}

/** In milliseconds. Whoever sends a head or a body more slowly is answered with 408 and cut off. */
const PATIENCE: Patience = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16_384,
};

function pathOf({ url = "" }: IncomingMessage): string {
  return url.split("?", 1)[0] ?? "";
}

async function start(server: Server, host: string, port: number): Promise<string | undefined> {
  try {
    server.listen({ host, port });
    await once(server, "listening");
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

const MOMENT_MS = 2_000;

async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  // A stream of events has no end of its own.
  const end = setTimeout(() => server.closeAllConnections(), MOMENT_MS);
  await closed;
  clearTimeout(end);
}

function cannotListen(host: string, port: number, why: string): Answer<never> {
  return refuse(
    "E403",
    `Pitcrew cannot listen at ${host}:${port}: ${why}`,
    "Set HOST and PORT to an address of this machine that is free; PORT=0 takes any.",
  );
}
