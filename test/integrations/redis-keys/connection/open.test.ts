import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { createServer } from "node:tls";
import { Redis } from "ioredis";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type Identity,
  makeAuthority,
} from "../../../../src/drills/practice-cluster/server/certificate.ts";
import { openRedis } from "../../../../src/integrations/redis-keys/connection/open.ts";
import type { RedisServer as Address } from "../../../../src/integrations/redis-keys/connection/redis-server.ts";
import { type RedisServer, startRedis } from "../../../redis/server.ts";

describe("a connection to the Redis of a playbook", () => {
  test("is opened when it is first needed, and again after a loss", async () => {
    const { server } = await started();
    const { ask } = open({ url: server.url });

    const before = await ask(ping, live());
    await server.kill();
    const away = await ask(ping, live());
    await server.start();
    const after = await ask(ping, live());

    expect([before, after]).toEqual([PONG, PONG]);
    expect(away.is).not.toBe("answered");
  });

  test("says of a command that was cut off that nobody knows", async () => {
    const { server } = await started();
    const { ask } = open({ url: server.url });
    await ask(ping, live());

    const asking = ask(async (client) => client.blpop("never", 0), live());
    await server.kill();

    expect(await asking).toMatchObject({ is: "unanswered" });
  });

  test("waits no longer than it should for a server that hangs", async () => {
    const { server } = await started();
    const { ask } = open({ url: server.url, commandMs: 50 });
    await ask(ping, live());
    server.freeze();

    expect(await ask(ping, live())).toMatchObject({ is: "unanswered" });
    expect(await open({ url: server.url, commandMs: 50 }).ask(ping, live())).toMatchObject({
      is: "unreached",
      why: "connection_timed_out",
    });
    server.thaw();
  });

  test("sends nothing after an abort, and waits for no answer after it", async () => {
    const { server, client } = await started();
    const { ask } = open({ url: server.url });
    const stop = new AbortController();

    const asking = ask(async (there) => there.blpop("later", 0), stop.signal);
    await untilBlocked(client);
    stop.abort();

    expect(await asking).toMatchObject({ is: "unanswered" });
    expect(await ask(ping, stop.signal)).toMatchObject({ is: "unreached", why: "aborted" });
  });

  test("tells which refusal it met", async () => {
    const { server, client } = await started();
    await client.acl("SETUSER", "bot", "on", ">pw", "~workflow:*", "+get", "+eval");
    const { ask } = open({ url: server.url });

    const refusals = [
      await ask(async (there) => {
        await there.call("AUTH", "bot", "pw");
        return there.get("other:key");
      }, live()),
      await ask(async (there) => there.set("workflow:x", "1"), live()),
      await ask(async (there) => there.call("AUTH", "bot", "wrong"), live()),
    ];

    expect(refusals).toMatchObject([
      { is: "refused", why: "no_permission" },
      { is: "refused", why: "no_permission" },
      { is: "refused", why: "not_let_in" },
    ]);
  });

  test("tells a password that is missing from a server that is away", async () => {
    const { server, client } = await started();
    await client.config("SET", "requirepass", "secret");

    expect(await open({ url: server.url }).ask(ping, live())).toMatchObject({
      is: "refused",
      why: "not_let_in",
    });
  });

  test("tells a copy, a full server and a wrong type from each other", async () => {
    const { server, client } = await started();
    const { ask } = open({ url: server.url });
    await client.rpush("list", "a");

    const wrong = await ask(async (there) => there.get("list"), live());
    await client.config("SET", "maxmemory", "1");
    const full = await ask(async (there) => there.set("x", "1"), live());
    await client.config("SET", "maxmemory", "0");
    await client.replicaof("127.0.0.1", 1);
    const copy = await ask(async (there) => there.set("x", "1"), live());

    expect([wrong, full, copy]).toMatchObject([
      { why: "wrong_type" },
      { why: "out_of_memory" },
      { why: "read_only" },
    ]);
  });

  test("trusts a server over TLS by the certificates that it was given, and no other", async () => {
    const { server } = await started();
    const authority = makeAuthority();
    const url = `rediss://localhost:${await wrapInTls(server.url, authority.forServer())}`;

    const trusted = await open({ url, certificateAuthority: authority.certificate }).ask(
      ping,
      live(),
    );
    const stranger = await open({ url }).ask(ping, live());

    expect(trusted).toEqual(PONG);
    expect(stranger).toMatchObject({ is: "unreached", why: "connection_failed" });
  });

  test("does not hide a fault of ours as trouble of Redis", async () => {
    const { server } = await started();
    const { ask } = open({ url: server.url });

    const asking = ask(() => Promise.reject(new TypeError("ours")), live());

    await expect(asking).rejects.toThrow("ours");
  });
});

const PONG = { is: "answered", value: "PONG" };
const ping = async (client: Redis): Promise<string> => client.ping();

async function started(): Promise<{ server: RedisServer; client: Redis }> {
  const server = await startRedis();
  onTestFinished(server.stop);
  const client = new Redis(server.url, { retryStrategy: () => null });
  client.on("error", () => undefined);
  onTestFinished(() => client.disconnect());
  return { server, client };
}

function open(address: Partial<Address> & { readonly url: string }) {
  const connection = openRedis({ commandMs: 5_000, ...address });
  onTestFinished(connection.close);
  return connection;
}

async function untilBlocked(client: Redis): Promise<void> {
  while (!/blocked_clients:1/.test(await client.info("clients"))) await Promise.resolve();
}

async function wrapInTls(socket: string, { certificate, key }: Identity): Promise<number> {
  const door = createServer({ cert: certificate, key }, (secured) => {
    const server = connect(socket);
    secured.on("error", () => server.destroy()).pipe(server);
    server.on("error", () => secured.destroy()).pipe(secured);
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  onTestFinished(() => void door.close());
  return (door.address() as AddressInfo).port;
}

function live(): AbortSignal {
  return new AbortController().signal;
}
