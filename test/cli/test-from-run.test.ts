import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { ASKING, servedProject } from "./served-project.ts";

async function endedRun() {
  const server = await servedProject({ "playbooks/asking.yaml": ASKING });
  await server.linesUntil("listening at");
  const run = await server.start("asking", { shop: "lyon" });
  await pitcrew(["answer", run, "ill"], server.at);
  await pitcrew(["watch", run], server.at);
  return { server, run };
}

test("pitcrew test --from writes a run as a test that passes, once", async () => {
  const { server, run } = await endedRun();

  const made = await pitcrew(["test", "--from", run], server.at);

  const file = `playbooks/asking.${run}.test.yaml`;
  expect(made).toMatchObject({ exitCode: 0, stdout: file });
  expect(await readFile(join(server.at.cwd, file), "utf8")).toContain("well: ill");
  const tested = await pitcrew(["test"], server.at);
  expect(tested).toMatchObject({ exitCode: 0 });
  expect(tested.stdout).toContain(`run ${run}`);
  const again = await pitcrew(["test", "--from", run], server.at);
  expect(again.exitCode).toBe(2);
  expect(again.stderr).toContain("exists and is left as it is");
});

test("pitcrew test --from hides what this machine knows to be a secret", async () => {
  const asking = ASKING.replace("shop: { type: name }", "shop: { type: text }");
  const server = await servedProject({ "playbooks/asking.yaml": asking });
  await server.linesUntil("listening at");
  const run = await server.start("asking", { shop: "hunter2-hunter2" });
  await pitcrew(["answer", run, "well"], server.at);
  await pitcrew(["watch", run], server.at);
  const connections = {
    shop: { type: "http", base_url: "https://shop.example", auth: { bearer: "env:SHOP_KEY" } },
  };
  await writeFile(
    join(server.at.cwd, "connections.yaml"),
    JSON.stringify({ format: 1, connections }),
  );

  const env = { ...server.at.env, SHOP_KEY: "hunter2-hunter2" };
  const { exitCode, stdout, stderr } = await pitcrew(["test", "--from", run], {
    cwd: server.at.cwd,
    env,
  });

  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const text = await readFile(join(server.at.cwd, stdout), "utf8");
  expect(text).not.toContain("hunter2");
});

test("pitcrew test --from refuses a run of another version than the file is", async () => {
  const { server, run } = await endedRun();
  const file = join(server.at.cwd, "playbooks/asking.yaml");
  await writeFile(file, ASKING.replace("version: 1.0.0", "version: 1.0.1"));

  const { exitCode, stderr } = await pitcrew(["test", "--from", run], server.at);

  expect(exitCode).toBe(2);
  expect(stderr).toContain("the run followed asking 1.0.0, and the file here is not that version");
});

test("pitcrew test --from waits for nobody: a run that goes on is no test yet", async () => {
  const server = await servedProject({ "playbooks/asking.yaml": ASKING });
  await server.linesUntil("listening at");
  const run = await server.start("asking", { shop: "lyon" });

  const { exitCode, stderr } = await pitcrew(["test", "--from", run], server.at);

  expect(exitCode).toBe(2);
  expect(stderr).toContain(`run ${run} has not ended`);
});
