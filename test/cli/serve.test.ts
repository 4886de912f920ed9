import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import { START } from "./pitcrew.ts";
import { playbookText, project } from "./project.ts";

describe("pitcrew serve", () => {
  test("prints what it found and stays until it is told to stop", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });

    expect(await server.nextLine()).toBe("north 1.0.0");
    expect(await server.nextLine()).toBe("1 playbook ready, no problems");
    expect(await server.stop("SIGTERM")).toBe(0);
  });

  test("says that it does not run anything yet", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });
    await server.loaded();
    await server.stop("SIGINT");

    expect(server.stderr()).toContain("It does not receive alerts or run them yet.");
  });

  test("loads the playbooks again on SIGHUP", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });
    await server.loaded();

    await writeFile(server.path("playbooks/south.yaml"), playbookText("south"));
    await rm(server.path("playbooks/north.yaml"));
    server.signal("SIGHUP");

    expect(await server.loaded()).toEqual(["south 1.0.0", "1 playbook ready, no problems"]);
    expect(await server.stop("SIGTERM")).toBe(0);
  });

  test("keeps the version that works when its file breaks", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });
    await server.loaded();

    await writeFile(server.path("playbooks/north.yaml"), "format: [");
    server.signal("SIGHUP");

    const lines = await server.loaded();
    expect(lines.join("\n")).toContain("playbooks/north.yaml:1:");
    expect(lines.slice(-2)).toEqual([
      "north 1.0.0 is kept: its file has errors",
      "1 playbook ready, 1 error",
    ]);
    await server.stop("SIGTERM");
  });

  test("starts without a single playbook", async () => {
    const server = await serve({});

    expect((await server.loaded()).at(-1)).toBe("0 playbooks ready, 1 error");
    expect(await server.stop("SIGTERM")).toBe(0);
  });
});

async function serve(files: Readonly<Record<string, string>>) {
  const { cwd } = await project(files);
  const server = execa(process.execPath, [START, "serve"], { cwd, reject: false });
  onTestFinished(() => void server.kill("SIGKILL"));
  const lines = server[Symbol.asyncIterator]();
  let errors = "";
  server.stderr.on("data", (part: Buffer) => {
    errors += part.toString();
  });

  const nextLine = async () => {
    const { done, value } = await lines.next();
    if (done === true) throw new Error(`The server has ended: ${errors}`);
    return String(value);
  };
  const loaded = async () => {
    const seen: string[] = [];
    while (!seen.at(-1)?.includes(" ready, ")) seen.push(await nextLine());
    return seen;
  };
  const stop = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    return (await server).exitCode;
  };
  return {
    nextLine,
    loaded,
    stop,
    signal: (name: NodeJS.Signals) => server.kill(name),
    path: (name: string) => join(cwd, name),
    stderr: () => errors,
  };
}
