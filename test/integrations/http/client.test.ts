import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createHttpCaller } from "../../../src/integrations/http/client.ts";
import type { HttpRequest } from "../../../src/ports/http-caller.ts";
import { DEFAULT_LIMITS, type HttpDestination } from "../../../src/ports/http-destination.ts";
import { answerJson, destinationAt, startCounterpart } from "./counterpart.ts";

const GET: HttpRequest = { method: "GET", target: "/jobs?limit=5", headers: {} };
const live = () => new AbortController().signal;
const at =
  (...addresses: string[]) =>
  async () =>
    addresses;

describe("a call", () => {
  test("arrives as it was made, and its answer is data", async () => {
    const server = await startCounterpart(answerJson({ id: 7 }, 201));
    const request = {
      ...GET,
      method: "POST",
      headers: { "X-A": "1" },
      body: { a: ["b"] },
    } as const;

    const answer = await callerAt(server.url).call(request, live());

    expect(answer).toEqual({ is: "answered", status: 201, body: { id: 7 } });
    expect(server.seen).toMatchObject([
      { method: "POST", url: "/jobs?limit=5", headers: { "x-a": "1" }, body: '{"a":["b"]}' },
    ]);
  });

  test("carries the connection's secret, asked for anew each time", async () => {
    const server = await startCounterpart();
    const tokens = ["first", "second"];
    const headers = async () => ({ authorization: `Bearer ${tokens.shift()}` });
    const caller = callerAt(server.url, { headers });

    await caller.call(GET, live());
    await caller.call(GET, live());

    const sent = server.seen.map((seen) => seen.headers.authorization);
    expect(sent).toEqual(["Bearer first", "Bearer second"]);
  });

  test("does not follow a redirect", async () => {
    const server = await startCounterpart((response) => {
      response.writeHead(302, { location: "/elsewhere" }).end();
    });

    const answer = await callerAt(server.url).call(GET, live());

    expect(answer).toMatchObject({ is: "answered", status: 302 });
    expect(server.seen).toHaveLength(1);
  });
});

describe("the address of a destination", () => {
  test("is looked up once, and the name stays in the Host header", async () => {
    const server = await startCounterpart();
    const asked: string[] = [];
    const resolve = async (hostname: string) => {
      asked.push(hostname);
      return ["127.0.0.1"];
    };
    const destination = destinationAt(`http://service.example:${server.port}`);

    const answer = await createHttpCaller(destination, resolve).call(GET, live());

    expect(answer.is).toBe("answered");
    expect(asked).toEqual(["service.example"]);
    expect(server.seen[0]?.headers.host).toBe(`service.example:${server.port}`);
  });

  test("is refused when one of several lies in a refused range", async () => {
    const server = await startCounterpart();
    const destination = destinationAt(`http://service.example:${server.port}`, {
      allowAddresses: ["127.0.0.1"],
    });
    const caller = createHttpCaller(destination, at("127.0.0.1", "169.254.169.254"));

    const answer = await caller.call(GET, live());

    expect(answer).toMatchObject({ is: "unreached", why: "address_refused" });
    expect(server.seen).toEqual([]);
  });

  test("is checked for a destination that is written as an address, too", async () => {
    const server = await startCounterpart();

    const answer = await callerAt(server.url, { allowAddresses: [] }).call(GET, live());

    expect(answer).toMatchObject({ is: "unreached", why: "address_refused" });
    expect(server.seen).toEqual([]);
  });

  test("may be the second one when nobody listens at the first", async () => {
    const server = await startCounterpart();
    const destination = destinationAt(`http://service.example:${server.port}`);

    const answer = await createHttpCaller(destination, at("127.0.0.2", "127.0.0.1")).call(
      GET,
      live(),
    );

    expect(answer.is).toBe("answered");
  });
});

describe("a call that cannot have had an effect", () => {
  test("says that the name is unknown", async () => {
    const resolve = async () => Promise.reject(new Error("getaddrinfo ENOTFOUND"));
    const caller = createHttpCaller(destinationAt("http://service.example"), resolve);

    expect(await caller.call(GET, live())).toMatchObject({ is: "unreached", why: "unknown_host" });
  });

  test("says that the name has no address", async () => {
    const caller = createHttpCaller(destinationAt("http://service.example"), at());

    expect(await caller.call(GET, live())).toMatchObject({ is: "unreached", why: "unknown_host" });
  });

  test("does not wait for a name service that never answers", async () => {
    const destination = destinationAt("http://service.example", { limits: { total: 20 } });
    const caller = createHttpCaller(destination, async () => new Promise(() => {}));

    const answer = await caller.call(GET, live());

    expect(answer).toMatchObject({ is: "unreached", why: "connection_timed_out" });
  });

  test("says that nobody listens", async () => {
    const port = await portOfNobody();

    const answer = await callerAt(`http://127.0.0.1:${port}`).call(GET, live());

    expect(answer).toMatchObject({ is: "unreached", why: "connection_failed" });
  });

  test("says that the connection did not open in time", async () => {
    const port = await portOfSilence();
    const caller = callerAt(`https://127.0.0.1:${port}`, { limits: { connect: 20 } });

    expect(await caller.call(GET, live())).toMatchObject({
      is: "unreached",
      why: "connection_timed_out",
    });
  });

  test("was aborted before it began", async () => {
    const server = await startCounterpart();

    const answer = await callerAt(server.url).call(GET, AbortSignal.abort(new Error("cancelled")));

    expect(answer).toMatchObject({ is: "unreached", why: "aborted" });
    expect(server.seen).toEqual([]);
  });

  test("was aborted while its name was looked up", async () => {
    const controller = new AbortController();
    const resolve = async () => {
      controller.abort(new Error("cancelled"));
      return new Promise<never>(() => {});
    };
    const caller = createHttpCaller(destinationAt("http://service.example"), resolve);

    expect(await caller.call(GET, controller.signal)).toMatchObject({
      is: "unreached",
      why: "aborted",
    });
  });
});

describe("a call that may have had an effect", () => {
  test("is unanswered when the other side hangs up", async () => {
    const server = await startCounterpart((response) => response.destroy());

    expect(await callerAt(server.url).call(GET, live())).toMatchObject({ is: "unanswered" });
    expect(server.seen).toHaveLength(1);
  });

  test("is unanswered when no answer comes in time", async () => {
    const server = await startCounterpart(() => {});
    const caller = callerAt(server.url, { limits: { answer: 30 } });

    expect(await caller.call(GET, live())).toMatchObject({ is: "unanswered" });
  });

  test("is unanswered when it is aborted after it was sent", async () => {
    const controller = new AbortController();
    const server = await startCounterpart(() => controller.abort(new Error("cancelled")));

    const answer = await callerAt(server.url).call(GET, controller.signal);

    expect(answer).toMatchObject({ is: "unanswered" });
  });

  test("is unanswered when the answer is not HTTP", async () => {
    const server = createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
    const port = await listen(server);

    const answer = await callerAt(`http://127.0.0.1:${port}`).call(GET, live());

    expect(answer).toMatchObject({ is: "unanswered" });
  });
});

describe("an answer that cannot be read", () => {
  const limits = { responseBytes: 100 };

  test("is too large when it says so, and when it does not", async () => {
    const announced = await startCounterpart(answerJson("x".repeat(200)));
    const endless = await startCounterpart((response) => {
      response.write("x".repeat(80));
      response.write("x".repeat(80));
    });

    for (const { url } of [announced, endless]) {
      const answer = await callerAt(url, { limits }).call(GET, live());
      expect(answer).toMatchObject({ is: "unreadable", status: 200, why: "too_large" });
    }
  });

  test("may be exactly as large as the cap", async () => {
    const server = await startCounterpart(answerJson("x".repeat(98)));

    expect(await callerAt(server.url, { limits }).call(GET, live())).toMatchObject({
      is: "answered",
    });
  });

  test("is cut off when the other side hangs up in the middle", async () => {
    const server = await startCounterpart((response) => {
      response.writeHead(200, { "content-length": "50" });
      response.write("half", () => response.destroy());
    });

    expect(await callerAt(server.url).call(GET, live())).toMatchObject({
      is: "unreadable",
      status: 200,
      why: "cut_off",
    });
  });

  test("is cut off when everything has taken too long", async () => {
    const server = await startCounterpart((response) => {
      response.write("and then");
    });
    expireWhenAnswered(DEFAULT_LIMITS.total);

    const answer = await callerAt(server.url).call(GET, live());

    expect(answer).toMatchObject({ is: "unreadable", why: "cut_off" });
  });

  test("is malformed when it is not the JSON that it claims to be", async () => {
    const server = await startCounterpart((response) => {
      response.writeHead(200, { "content-type": "application/json" }).end("<html>");
    });

    expect(await callerAt(server.url).call(GET, live())).toMatchObject({
      is: "unreadable",
      why: "malformed",
    });
  });

  test("is malformed when it is compressed although nobody asked for that", async () => {
    const server = await startCounterpart((response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end("bomb");
    });

    expect(await callerAt(server.url).call(GET, live())).toMatchObject({
      is: "unreadable",
      why: "malformed",
    });
  });
});

describe("a secure call", () => {
  const cert = readFileSync(new URL("certificate/certificate.pem", import.meta.url), "utf8");
  const key = readFileSync(new URL("certificate/key.pem", import.meta.url), "utf8");

  test("holds the certificate against the name while it connects to the address", async () => {
    const server = await startCounterpart(answerJson({ ok: true }), { key, cert });
    const destination = destinationAt(`https://service.example:${server.port}`, {
      certificateAuthority: cert,
    });

    const answer = await createHttpCaller(destination, at("127.0.0.1")).call(GET, live());

    expect(answer).toEqual({ is: "answered", status: 200, body: { ok: true } });
  });

  test.each([
    ["for another name", "https://other.example", { certificateAuthority: cert }],
    ["that nobody vouches for", "https://service.example", {}],
  ])("sends nothing to a certificate %s", async (_, origin, trust) => {
    const server = await startCounterpart(answerJson({}), { key, cert });
    const destination = destinationAt(`${origin}:${server.port}`, trust);

    const answer = await createHttpCaller(destination, at("127.0.0.1")).call(GET, live());

    expect(answer).toMatchObject({ is: "unreached", why: "connection_failed" });
    expect(server.seen).toEqual([]);
  });
});

test("a caller knows whether its destination honours keys", () => {
  expect(callerAt("http://a.example").honoursKey).toBe(false);
  expect(callerAt("http://a.example", { idempotencyHeader: "Idempotency-Key" }).honoursKey).toBe(
    true,
  );
});

function callerAt(
  url: string,
  rest?: Parameters<typeof destinationAt>[1],
): ReturnType<typeof createHttpCaller> {
  const destination: HttpDestination = destinationAt(url, rest);
  return createHttpCaller(destination);
}

/** A port that was free a moment ago. */
async function portOfNobody(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a listening TCP server has no other form
  server.close();
  await once(server, "close");
  return port;
}

/** A server that accepts connections and never says a word. */
async function portOfSilence(): Promise<number> {
  return listen(createServer(() => {}));
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  const open = new Set<{ destroy: () => void }>();
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    open.add(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port; // a listening TCP server has no other form
}

/** Lets the deadline of this length pass at the moment in which an answer begins, and no other. */
function expireWhenAnswered(limit: number): void {
  const deadline = new AbortController();
  const never = new AbortController();
  const timeout = vi.spyOn(AbortSignal, "timeout");
  timeout.mockImplementation((length) => (length === limit ? deadline : never).signal);
  const expire = () => setImmediate(() => deadline.abort(new Error("too late")));
  subscribe("http.client.response.finish", expire);
  onTestFinished(() => {
    unsubscribe("http.client.response.finish", expire);
    timeout.mockRestore();
  });
}
