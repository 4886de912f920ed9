import { once } from "node:events";
import { afterAll, describe, expect, test } from "vitest";
import { connectToReceive } from "../../../src/integrations/redis/connection.ts";
import { startRedis } from "../../redis/server.ts";
import { until } from "./world.ts";

const redis = await startRedis();
afterAll(() => redis.stop());

describe("a connection that receives", () => {
  test("ends for good with all its copies, although somebody connects them again", async () => {
    const { connection, end } = connectToReceive(redis.url);
    const copy = connection.duplicate({ connectionName: "copy" });
    await Promise.all([connection, copy].map((one) => once(one, "ready")));

    end();
    await until(() => copy.status === "end");
    await copy.connect().catch(() => undefined);

    await until(() => [connection, copy].every(({ status }) => status === "end"));
    expect(copy.options).toMatchObject({ connectionName: "copy", maxRetriesPerRequest: null });
  });

  test("ends for good while it looks for a Redis that is away", async () => {
    const { connection, end } = connectToReceive("/nowhere/redis.sock");
    const copy = connection.duplicate();
    await until(() => [connection, copy].every(({ status }) => status === "reconnecting"));

    const waiting = copy.blpop("nothing", 0);
    end();
    await expect(waiting).rejects.toThrow("Connection is closed");
    for (let again = 0; again < 2; again++) await copy.connect().catch(() => undefined);

    await until(() => copy.status === "end");
  });
});
