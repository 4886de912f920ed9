import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createConnection, createServer, type NetConnectOpts, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { fakeClock } from "../fake-clock.ts";
import { startFaultProxy } from "./fault-proxy.ts";

describe("a line without faults", () => {
  test("passes everything both ways, to the last byte of both sides", async () => {
    const { connect } = await openLine();
    const question = "x".repeat(3_000_000);
    const client = await connect();

    client.end(question);

    expect(await text(client)).toBe(`heard ${question}`);
  });

  test("tells a client that its server is gone", async () => {
    const { connect, heardBy } = await openLine();
    const client = await connect();
    client.write("hello");
    const server = await heardBy("hello");

    server.destroy();

    expect(await text(client)).toBe("heard hello");
  });

  test("tells a client that there is no server", async () => {
    const { connect } = await openLine({ server: { path: "/no/such/socket" } });
    const client = await connect();

    await closed(client);
  });
});

describe("a fault", () => {
  test("cuts a request before the server hears of it", async () => {
    const { connect, plan, heard } = await openLine();
    plan({ on: { is: "request", containing: "COMMIT" }, does: { is: "cut" } });
    const client = await connect();

    client.write("COMMIT");

    await closed(client);
    expect(heard()).toBe("");
  });

  test("loses a reply after the server has done what was asked", async () => {
    const { connect, plan, heard } = await openLine();
    const planned = plan({ on: { is: "reply", to: "COMMIT" }, does: { is: "cut" } });
    const client = await connect();
    const answered = text(client).catch(() => "");

    client.write("COMMIT");

    expect(await planned.fired).toMatchObject({ what: 'cut at a reply to "COMMIT"' });
    expect(await answered).toBe("");
    expect(heard()).toBe("COMMIT");
  });

  test("holds a request back for its time, and all that follows it", async () => {
    const { connect, plan, heard, pass, nextWait, heardBy, roundTrip } = await openLine();
    plan({ on: { is: "request" }, does: { is: "delay", ms: 5_000 } });
    const client = await connect();
    const waits = nextWait();
    client.write("one ");
    await waits;
    client.write("two");
    pass(4_999);
    await roundTrip();
    expect(heard()).toBe(",ping");

    pass(1);

    await heardBy("one two");
  });

  test("makes a line go silent, and neither side is told", async () => {
    const { connect, plan, heard, heardBy, roundTrip } = await openLine();
    const planned = plan({ on: { is: "reply" }, does: { is: "half_open" } });
    const client = await connect();
    client.write("hello");
    const server = await heardBy("hello");
    await planned.fired;

    client.end(" and goodbye");
    await roundTrip();

    expect(heard()).toBe("hello,ping");
    expect(server.readableEnded).toBe(false);
    expect(client.readableEnded).toBe(false);
  });

  test("refuses new connections for as long as it lasts", async () => {
    const { connect, plan, heardBy } = await openLine();
    const outage = plan({ on: { is: "connection" }, does: { is: "cut" }, times: Infinity });
    await closed(await connect());
    await closed(await connect());

    outage.cancel();

    (await connect()).write("hello");
    await heardBy("hello");
  });
});

test("a line can be a unix socket at both ends", async () => {
  const path = join(await freshFolder(), "proxy");
  const { heardBy } = await openLine({ listen: { path } });
  const client = createConnection({ path });
  onTestFinished(() => void client.destroy());

  client.write("hello");

  await heardBy("hello");
});

/** A server that repeats what it hears, behind a proxy. */
async function openLine(more: { server?: NetConnectOpts; listen?: { path: string } } = {}) {
  const path = join(await freshFolder(), "server");
  const sockets = new Map<Socket, string>();
  let onHeard = (): void => undefined;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.set(socket, "");
    onTestFinished(() => void socket.destroy());
    socket.on("error", () => undefined);
    socket.on("end", () => socket.end());
    socket.on("data", (bytes) => {
      const before = sockets.get(socket) ?? "";
      socket.write(before === "" ? `heard ${bytes.toString()}` : bytes);
      sockets.set(socket, before + bytes.toString());
      onHeard();
    });
  });
  server.listen(path);
  await once(server, "listening");
  onTestFinished(() => void server.close());

  const time = fakeClock();
  const proxy = await startFaultProxy({ server: { path }, ...more, clock: time.clock });
  onTestFinished(proxy.close);
  const connect = async () => {
    const client = createConnection({ port: proxy.port });
    client.on("error", () => undefined);
    onTestFinished(() => void client.destroy());
    await once(client, "connect");
    return client;
  };
  return {
    ...time,
    plan: proxy.plan,
    connect,
    /** On a line of its own: whatever was sent before it has had its time to arrive. */
    roundTrip: async () => {
      const client = await connect();
      client.write("ping");
      await once(client, "data");
    },
    heard: () => [...sockets.values()].join(),
    /** The server's end of the connection on which it has heard exactly this. */
    heardBy: (said: string) =>
      new Promise<Socket>((resolve) => {
        onHeard = () => {
          for (const [socket, words] of sockets) if (words === said) resolve(socket);
        };
        onHeard();
      }),
  };
}

/** Resolves when a connection is over, with or without an error. */
async function closed(socket: Socket): Promise<void> {
  socket.resume();
  await new Promise<void>((resolve) => socket.once("close", () => resolve()));
}

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-proxy-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
