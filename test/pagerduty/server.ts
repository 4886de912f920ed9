import { once } from "node:events";
import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { makeAuthority } from "../../src/drills/practice-cluster/server/certificate.ts";
import { type Account, makeAccount } from "./account.ts";
import type { Answer, Asked } from "./answer.ts";
import { eventsApi } from "./events-api.ts";
import { restApi } from "./rest-api.ts";

/** A PagerDuty of our own on this machine: both its APIs behind one TLS address. */
export interface PagerDuty {
  readonly host: string;
  /** Vouches for the address. */
  readonly certificate: string;
  readonly account: Account;
  /** Everything that came in, also what a fault swallowed. */
  readonly asked: readonly Asked[];
  /** The next requests meet these, one each, before all is well again. */
  readonly failNext: (...faults: readonly Fault[]) => void;
}

export type Fault =
  | { readonly is: "none" }
  | { readonly is: "answer"; readonly answer: Answer }
  /** What a proxy in between says when it is lost. */
  | { readonly is: "page"; readonly status: number }
  /** Never answers. */
  | { readonly is: "hang" }
  /** Does what was asked, and hangs up instead of saying so. */
  | { readonly is: "lost_answer" }
  /** Hangs up at once. */
  | { readonly is: "cut" };

interface Options {
  readonly services?: readonly string[];
  readonly now?: () => number;
  readonly atTheEnd?: (cleanUp: () => Promise<void>) => void;
}

export async function startPagerDuty({
  services = ["PSVCPLAT1"],
  now = Date.now,
  atTheEnd = onTestFinished,
}: Options = {}): Promise<PagerDuty> {
  const account = makeAccount(services);
  const events = eventsApi(account, now);
  const rest = restApi(account);
  const asked: Asked[] = [];
  const faults: Fault[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = request;
    const one = {
      method,
      url: new URL(url, "https://pagerduty"),
      headers,
      body: await text(request),
    };
    asked.push(one);
    const decide = one.url.pathname.startsWith("/v2/") ? events : rest;
    meet(faults.shift(), () => decide(one), response);
  }

  const authority = makeAuthority();
  const { certificate: cert, key } = authority.forServer();
  const server = createServer({ cert, key }, (request, response) => {
    // A client that goes away in the middle of its request is part of what is tested.
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  atTheEnd(async () => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server has no other form
  return {
    host: `127.0.0.1:${port}`,
    certificate: authority.certificate,
    account,
    asked,
    failNext: (...next) => faults.push(...next),
  };
}

function meet(fault: Fault | undefined, decide: () => Answer, response: ServerResponse): void {
  switch (fault?.is) {
    case undefined:
    case "none":
      return send(decide(), response);
    case "answer":
      return send(fault.answer, response);
    case "page":
      response.writeHead(fault.status, { "content-type": "text/html" }).end("<h1>Bad Gateway</h1>");
      return;
    case "hang":
      return;
    case "lost_answer":
      decide();
      response.destroy();
      return;
    case "cut":
      response.destroy();
  }
}

function send({ status, body, headers = {} }: Answer, response: ServerResponse): void {
  response
    .writeHead(status, { "content-type": "application/json", ...headers })
    .end(JSON.stringify(body));
}
