import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { DEFAULT_LIMITS, type HttpDestination } from "../../../src/ports/http-destination.ts";

/** One request as the other side saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Answer = (response: ServerResponse, seen: Seen) => void;

export interface Counterpart {
  readonly port: number;
  readonly url: string;
  readonly seen: readonly Seen[];
}

/** A real HTTP server on this machine that writes down what reaches it. */
export async function startCounterpart(
  answer: Answer = answerJson({}),
  secrets?: { readonly key: string; readonly cert: string },
): Promise<Counterpart> {
  const seen: Seen[] = [];
  const listen = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = "", url = "", headers } = request;
    const one = { method, url, headers, body: await text(request) };
    seen.push(one);
    answer(response, one);
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    // A client that goes away in the middle of its request is part of what is tested.
    listen(request, response).catch(() => response.destroy());
  };
  const server: Server =
    secrets === undefined ? createServer(onRequest) : createSecureServer(secrets, onRequest);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server has no other form
  return { port, url: `http://127.0.0.1:${port}`, seen };
}

export function answerJson(body: unknown, status = 200): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
}

export function destinationAt(
  baseUrl: string,
  rest: Partial<Omit<HttpDestination, "limits">> & {
    readonly limits?: Partial<HttpDestination["limits"]>;
  } = {},
): HttpDestination {
  return {
    baseUrl,
    headers: async () => ({}),
    allowAddresses: ["127.0.0.0/8"],
    ...rest,
    limits: { ...DEFAULT_LIMITS, ...rest.limits },
  };
}
