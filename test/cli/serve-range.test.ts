import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { embeddedProject } from "./served-project.ts";

const shipped = (path: string): Promise<string> => readFile(`playbooks/${path}`, "utf8");

/** What somebody has who has just cloned the project, as far as it matters here. */
async function clone(more: Readonly<Record<string, string>> = {}) {
  return embeddedProject(
    {
      "playbooks/workflow-stuck.yaml": await shipped("workflow-stuck.yaml"),
      "playbooks/drills/task-not-readable.yaml": await shipped("drills/task-not-readable.yaml"),
      ...more,
    },
    ["--range"],
  );
}

test("pitcrew serve --range: one command breaks its range, one agrees to the plan, and it is mended and proved", async () => {
  const server = await clone();
  await server.linesUntil("listening at http");
  await server.remarked("drill break");
  expect(server.stderr()).toContain("/sign-in/link/");

  const broken = await pitcrew(["drill", "break", "task-not-readable"], server.at);
  expect(broken.stderr).toContain("WorkflowStuckCritical fires as soon as it shows");
  const [, run = "", plan = ""] = await asked(server.at);
  const agreed = await pitcrew(["approve", run, "--plan", plan], server.at);
  expect(agreed).toMatchObject({ exitCode: 0 });
  const watched = await pitcrew(["watch", run], server.at);

  expect(watched).toMatchObject({ exitCode: 0 });
  expect(watched.stdout).toContain("RESOLVED");
  while ((await pitcrew(["alerts"], server.at)).stdout.includes("WorkflowStuckCritical")); // until it has resolved
  expect(await server.stop("SIGTERM")).toBe(0);
});

test("pitcrew serve --range leaves alone whoever has systems of their own", async () => {
  const server = await clone({ "connections.yaml": "format: 1\nconnections: {}\n" });
  await server.linesUntil("listening at http");

  expect(server.stderr()).toContain("No range is attached, because of connections.yaml");
  const broken = await pitcrew(
    ["drill", "break", "task-not-readable", "--at", "http://127.0.0.1:1"],
    server.at,
  );
  expect(broken.exitCode).toBe(9);
  expect(await server.stop("SIGTERM")).toBe(0);
});

/** The command that agrees, as soon as there is one. */
async function asked(at: { readonly cwd: string }): Promise<readonly string[]> {
  for (;;) {
    const { stdout } = await pitcrew(["approvals"], at);
    const found = /pitcrew approve (\S+) --plan (\S+)/.exec(stdout);
    if (found !== null) return found;
  }
}
