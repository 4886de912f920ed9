import { text } from "node:stream/consumers";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openRequest } from "../../../src/cli/server/open-request.ts";
import { serverOf } from "../../../src/cli/server/server.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { startRedis } from "../../redis/server.ts";
import { emptyFolder, pitcrew } from "../pitcrew.ts";
import { ASKING, servedProject, urlOf } from "../served-project.ts";

const redis = await startRedis();
afterAll(() => redis.stop());

describe("pitcrew serve with REDIS_URL", () => {
  test("works without its Redis, and through it once that is there", async () => {
    await redis.kill();
    const server = await serve();
    expect(await answerOne(server)).toBe(0);
    expect(await metricsOf(server)).toContain("pitcrew_dispatcher_well 0\n");

    await redis.start();

    await server.remarked("Redis is well and carries the wakes of runs.");
    expect(await answerOne(server)).toBe(0);
    expect(await metricsOf(server)).toContain("pitcrew_dispatcher_well 1\n");
    expect(await server.stop("SIGTERM")).toBe(0);
    expect(server.stderr().match(/Redis is well/g)).toHaveLength(1);
  });

  test("goes on when its Redis dies, and stops without it", async () => {
    const server = await serve();
    await server.remarked("Redis is well");
    const run = await server.start("asking", { shop: "lyon" });

    await redis.kill();
    onTestFinished(redis.start);

    expect((await pitcrew(["answer", run, "well"], server.at)).exitCode).toBe(0);
    expect((await pitcrew(["watch", run], server.at)).exitCode).toBe(0);
    await server.remarked("Redis is not well, so due runs are looked for until it is");
    expect(await answerOne(server)).toBe(0);
    expect(await server.stop("SIGTERM")).toBe(0);
  });

  test("shares its Redis with a second process on the same database", async () => {
    const env = { DATABASE_URL: urlOf(await freshDatabase()), REDIS_URL: redis.url };
    const [one, other] = await Promise.all([serve(env), serve(env)]);
    await Promise.all([one, other].map((server) => server.remarked("Redis is well")));
    const run = await one.start("asking", { shop: "lyon" });

    expect((await pitcrew(["answer", run, "well"], other.at)).exitCode).toBe(0);

    expect((await pitcrew(["watch", run], one.at)).exitCode).toBe(0);
  });

  test("refuses one that is none, and does not repeat it", async () => {
    const env = { DATABASE_URL: urlOf(await freshDatabase()), REDIS_URL: "me:hunter2@cache:6379" };

    const { exitCode, stderr } = await pitcrew(["serve"], { cwd: await emptyFolder(), env });

    expect(exitCode).toBe(2);
    expect(stderr).toContain("E540 REDIS_URL is not the address of a Redis: it begins with none");
    expect(stderr).not.toContain("hunter2");
  });
});

async function serve(env?: Readonly<Record<string, string>>) {
  const own = env ?? { DATABASE_URL: urlOf(await freshDatabase()), REDIS_URL: redis.url };
  const server = await servedProject({ "playbooks/asking.yaml": ASKING }, own);
  await server.linesUntil("listening at");
  return server;
}

type Server = Awaited<ReturnType<typeof serve>>;

/** Takes a run from its start to its end, and returns what the command said that watched it. */
async function answerOne(server: Server): Promise<number | undefined> {
  const run = await server.start("asking", { shop: "lyon" });
  const watching = pitcrew(["watch", run], server.at);
  await pitcrew(["answer", run, "well"], server.at);
  return (await watching).exitCode;
}

async function metricsOf(server: Server): Promise<string> {
  const request = { method: "GET", path: "/metrics" } as const;
  const response = await openRequest(serverOf({ dataDir: server.path(".pitcrew") }), request);
  return response === undefined ? "" : text(response);
}
