import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { Hono } from "hono";
import { describe, expect, onTestFinished, test } from "vitest";
import { createHttp } from "../../../src/intake/http/create-http.ts";
import {
  type HttpPlace,
  listenHttp,
  type Listeners,
} from "../../../src/intake/http/listen-http.ts";

const PLACE: HttpPlace = { host: "127.0.0.1", port: 0, connections: 100 };

describe("the HTTP server", () => {
  test("says where it listens, and is gone when it has closed", async () => {
    const { url, close } = await served(app());

    expect(await (await fetch(url)).text()).toBe("api");
    await close();
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("refuses an address that somebody has", async () => {
    const { url } = await served(app());

    const second = await listenHttp(app(), { ...PLACE, port: Number(new URL(url).port) });

    expect(second).toMatchObject({ ok: false, refusal: { code: "E403" } });
  });

  test("lets what is mounted answer below its path, and the API all the rest", async () => {
    const hook = new Hono().post("/webhooks/json/:source", (context) =>
      context.text(`hook ${context.req.param("source")}`),
    );
    const { url } = await served(createHttp(api(), [{ path: "/webhooks/json/*", app: hook }]));

    const ask = async (path: string) =>
      (await fetch(`${url}${path}`, { method: "POST", body: "x" })).text();
    expect(await ask("/webhooks/json/cmdb")).toBe("hook cmdb");
    expect(await ask("/webhooks")).toBe("api");
    expect(await ask("/v1/webhooks/json/cmdb")).toBe("api");
  });

  test("hands one exact path to its own listener, unread", async () => {
    const listeners: Listeners = new Map([
      [
        "/slack/events",
        (request, response) => {
          void text(request).then((body) => response.end(`slack ${body}`));
        },
      ],
    ]);
    const { url } = await served(app(), listeners);

    const ask = async (path: string) =>
      (await fetch(`${url}${path}`, { method: "POST", body: "x" })).text();
    expect(await ask("/slack/events?x=1")).toBe("slack x");
    expect(await ask("/slack/events/")).toBe("api");
  });

  test("tells browsers to keep nothing, frame nothing and guess nothing, also when it refuses", async () => {
    const { url } = await served(app());

    for (const path of ["/", "/broken"]) {
      const { headers } = await fetch(`${url}${path}`);
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("closes connections beyond its number unheard, and hears the next one again", async () => {
    const { url } = await served(app(), new Map(), { ...PLACE, connections: 2 });
    const held = await Promise.all([1, 2].map(() => opened(url)));

    const third = await opened(url);
    third.resume();
    await once(third, "close");
    held[0]?.destroy();

    await answeredAgain(url);
  });

  test("cuts off whoever never ends a head, and goes on with the others", async () => {
    const { url } = await served(app(), new Map(), PLACE, QUICK);
    const slow = await opened(url);
    slow.write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");

    expect(await text(slow)).toContain("408");
    expect(await (await fetch(url)).text()).toBe("api");
  });

  test("cuts off whoever never ends a body", async () => {
    const { url } = await served(app(), new Map(), PLACE, QUICK);
    const slow = await opened(url);
    slow.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nx");

    expect(await text(slow)).toContain("408");
  });

  test("refuses a head beyond its size", async () => {
    const { url } = await served(app());
    const large = await opened(url);
    large.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${"x".repeat(20_000)}\r\n\r\n`);

    expect(await text(large)).toContain("431");
  });

  test("ends streams that have no end of their own when it closes", async () => {
    const endless = new Hono().get("*", (context) =>
      context.body(new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from("x")) })),
    );
    const { url, close } = await served(endless);
    const response = await fetch(url);

    await close();

    await expect(response.text()).rejects.toThrow("terminated");
  });
});

const QUICK = {
  headersTimeout: 50,
  requestTimeout: 100,
  connectionsCheckingInterval: 10,
  keepAliveTimeout: 1_000,
  maxHeaderSize: 16_384,
};

function api(): Hono {
  const answering = new Hono()
    .all("/broken", (context) => context.text("no", 500))
    .all("*", async (context) => {
      await context.req.text();
      return context.text("api");
    });
  return answering.onError((_, context) => context.text("broken off", 500));
}

function app(): Hono {
  return createHttp(api());
}

async function served(
  http: Hono,
  listeners: Listeners = new Map(),
  place: HttpPlace = PLACE,
  patience?: typeof QUICK,
) {
  const listening = await listenHttp(http, place, listeners, patience);
  if (!listening.ok) throw new Error(listening.refusal.message);
  const { url, close } = listening.value;
  let closing: Promise<void> | undefined;
  const closeOnce = (): Promise<void> => (closing ??= close());
  onTestFinished(closeOnce);
  return { url, close: closeOnce };
}

async function opened(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  return socket;
}

/** The server counts a connection out a moment after its other end is closed. */
async function answeredAgain(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if ((await answer?.text()) === "api") return;
  }
}
