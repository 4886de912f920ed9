import { expect, test } from "vitest";
import { ask, stillWorld, web, WEB } from "../practice-world.ts";

const SCALE = { body: { spec: { replicas: 5 } }, type: "application/merge-patch+json" };

test("an answer that is lost leaves the change behind", async () => {
  const world = await stillWorld();
  world.cluster.apply(web());
  const mend = world.cluster.breakWith({ is: "answer_lost", verbs: ["patch"] });

  await expect(ask(world, "PATCH", WEB, SCALE)).rejects.toThrow(/hang up|closed|reset/);
  expect(world.cluster.get("deployments", "web", "shop")?.spec.replicas).toBe(5);
  expect((await ask(world, "GET", WEB)).code).toBe(200);
  mend();
  expect((await ask(world, "PATCH", WEB, SCALE)).code).toBe(200);
});

test("what an admission webhook denies is refused in its words, for a dry run too", async () => {
  const world = await stillWorld();
  world.cluster.apply(web());
  const message = "no changes on Fridays";
  world.cluster.breakWith({ is: "denied", webhook: "calendar", message, verbs: ["patch"] });

  const answer = await ask(world, "PATCH", `${WEB}?dryRun=All`, SCALE);
  expect(answer).toMatchObject({
    code: 400,
    body: { message: 'admission webhook "calendar" denied the request: no changes on Fridays' },
  });
});

test.each([429, 500, 503] as const)("the server can fail with %i", async (code) => {
  const world = await stillWorld();
  world.cluster.apply(web());
  world.cluster.breakWith({ is: "failing", code, resources: ["deployments"] });

  expect((await ask(world, "GET", WEB)).code).toBe(code);
  expect((await ask(world, "GET", "/api/v1/nodes")).code).toBe(200);
});
