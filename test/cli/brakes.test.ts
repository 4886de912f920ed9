import { expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { CHANGING, servedProject } from "./served-project.ts";

test("people freeze, hold and drain, and what they said survives a restart", async () => {
  const server = await servedProject({ "playbooks/changing.yaml": CHANGING });
  await server.linesUntil("listening at");

  const frozen = await pitcrew(["freeze", "--reason", "failover"], server.at);
  const held = await pitcrew(["hold", "queue/orders", "--reason", "disk swap"], server.at);
  expect([frozen.exitCode, held.exitCode]).toEqual([0, 0]);
  expect(frozen.stderr).toContain("End it: pitcrew thaw all");
  await server.stop("SIGTERM");
  server.launchAgain();
  await server.linesUntil("listening at");

  const { stdout } = await pitcrew(["brakes"], server.at);
  expect(stdout).toMatch(/^freeze {2}all {2}by .* since .*: failover$/m);
  expect(stdout).toMatch(/^hold {2}queue\/orders {2}by .* until .*: disk swap$/m);
  expect((await pitcrew(["release", "queue/orders"], server.at)).exitCode).toBe(0);
  expect((await pitcrew(["thaw"], server.at)).exitCode).toBe(0);
  expect((await pitcrew(["thaw"], server.at)).exitCode).toBe(2);

  const drained = await pitcrew(["drain"], server.at);
  expect(drained).toMatchObject({ exitCode: 0 });
  expect((await pitcrew(["run", "changing"], server.at)).stderr).toContain("E348");
  const paused = await pitcrew(["pause", "--reason", "load test", "--for", "1h"], server.at);
  expect(paused.stderr).toMatch(/^Paused: all until 20/);
  expect((await pitcrew(["resume"], server.at)).exitCode).toBe(0);
  expect((await pitcrew(["brakes"], server.at)).stderr).toContain("No switch is on");
});

test("a file in the data directory freezes everything from the start", async () => {
  const server = await servedProject({
    "playbooks/changing.yaml": CHANGING,
    ".pitcrew/freeze": "the network is down\n",
  });
  await server.linesUntil("listening at");

  const { stdout } = await pitcrew(["brakes"], server.at);

  expect(stdout).toContain("freeze  all  by file:freeze");
  expect(stdout).toContain("the network is down (as long as");
});
