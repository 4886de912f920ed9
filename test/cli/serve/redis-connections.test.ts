import { describe, expect, onTestFinished, test, vi } from "vitest";
import { jobQueues } from "../../../src/cli/serve/job-queues.ts";
import { keyStores } from "../../../src/cli/serve/key-stores.ts";
import { redisConnections } from "../../../src/cli/serve/redis-connections.ts";
import { Connections } from "../../../src/config/connections.ts";
import { openRealQueue, PREFIX } from "../../steps/queue/world.ts";
import { live, useRedis } from "../../steps/redis/world.ts";

const redis = useRedis();

describe("the redis and queue connections of connections.yaml", () => {
  test("share one connection that is opened when a step first asks", async () => {
    await openRealQueue(redis()).add("task", {});
    const { keys, locks, queues } = served();
    const before = await clients();

    const health = await keys("jobs-redis").health([], live());
    const stats = await queues("jobs").stats("tasks", live());
    const found = await locks("jobs-redis").find({ ...EVERYWHERE, life: {} }, live());

    expect([health.is, stats.is, found.is]).toEqual(["answered", "answered", "answered"]);
    expect(await clients()).toBe(before + 1);
  });

  test("use a secret that was renewed for the next question", async () => {
    const { keys } = served();
    vi.stubEnv(VARIABLE, "/nowhere/redis.sock");
    const wrong = await keys("jobs-redis").health([], live());
    vi.stubEnv(VARIABLE, redis().url);

    expect(wrong).toMatchObject({ is: "unreached", why: "connection_failed" });
    expect(await keys("jobs-redis").health([], live())).toMatchObject({ is: "answered" });
  });

  test("hang up when Pitcrew stops", async () => {
    const { keys, close } = served();
    const before = await clients();
    await keys("jobs-redis").health([], live());

    close();

    await vi.waitUntil(async () => (await clients()) === before);
  });

  test("that are missing, of another type or without their secret cannot be asked", async () => {
    const { keys, queues } = served();
    vi.stubEnv(VARIABLE, "");

    const answers = [
      await keys("jobs-redis").health([], live()),
      await keys("jobs").health([], live()),
      await queues("jobs-redis").stats("tasks", live()),
      await queues("__proto__").stats("tasks", live()),
    ];

    expect(answers).toMatchObject([
      { is: "unreached", why: "not_ready", detail: expect.stringContaining(VARIABLE) },
      { is: "unreached", why: "not_ready" },
      { is: "unreached", why: "not_ready" },
      { is: "unreached", why: "not_ready" },
    ]);
  });

  test("whose certificates cannot be read are not asked without them", async () => {
    const { keys } = served({ certificate_authority: "file:/nowhere/ca.pem" });

    expect(await keys("jobs-redis").health([], live())).toMatchObject({
      is: "unreached",
      why: "not_ready",
      detail: expect.stringContaining("ca.pem"),
    });
  });

  test("never repeat an address that cannot be understood, as it may hold a password", async () => {
    const { keys } = served();
    vi.stubEnv(VARIABLE, "http://:hunter2@redis");

    const answer = await keys("jobs-redis").health([], live());

    expect(answer).toMatchObject({ why: "not_ready" });
    expect(JSON.stringify(answer)).not.toContain("hunter2");
  });
});

const VARIABLE = "PITCREW_TEST_REDIS";
const EVERYWHERE = { prefix: "workflow:lock:", max: 10, lookAtMost: 1_000 };

function served(more: object = {}) {
  vi.stubEnv(VARIABLE, redis().url);
  onTestFinished(() => void vi.unstubAllEnvs());
  const listed = Connections.parse({
    format: 1,
    connections: {
      "jobs-redis": { type: "redis", url: `env:${VARIABLE}`, command_timeout: "5s", ...more },
      jobs: { type: "queue", redis: "jobs-redis", prefix: PREFIX },
    },
  });
  const opened = redisConnections(() => listed);
  onTestFinished(opened.close);
  const queues = jobQueues(() => listed, opened);
  return { ...keyStores(opened), queues, close: opened.close };
}

async function clients(): Promise<number> {
  const list = String(await redis().client.client("LIST"));
  return list.trim().split("\n").length;
}
