import { rm, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { playbookText } from "./project.ts";
import { ASKING, servedProject as serve } from "./served-project.ts";

describe("pitcrew serve", () => {
  test("prints what it found and stays until it is told to stop", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });

    expect(await server.linesUntil("listening at")).toEqual([
      "north 1.0.0",
      "1 playbook ready, no problems",
      "listening at .pitcrew/api/api.sock",
    ]);
    expect(await server.stop("SIGTERM")).toBe(0);
  });

  test("says that it refuses runs that change something", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });
    await server.linesUntil("listening at");
    await server.stop("SIGINT");

    expect(server.stderr()).toContain("Runs that change something are refused");
  });

  test("loads the playbooks again on SIGHUP", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });
    await server.linesUntil("listening at");

    await writeFile(server.path("playbooks/south.yaml"), playbookText("south"));
    await rm(server.path("playbooks/north.yaml"));
    server.signal("SIGHUP");

    expect(await server.linesUntil(" ready, ")).toEqual([
      "south 1.0.0",
      "1 playbook ready, no problems",
    ]);
    expect(await server.stop("SIGTERM")).toBe(0);
  });

  test("keeps the version that works when its file breaks", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });
    await server.linesUntil("listening at");

    await writeFile(server.path("playbooks/north.yaml"), "format: [");
    server.signal("SIGHUP");

    const lines = await server.linesUntil(" ready, ");
    expect(lines.join("\n")).toContain("playbooks/north.yaml:1:");
    expect(lines.slice(-2)).toEqual([
      "north 1.0.0 is kept: its file has errors",
      "1 playbook ready, 1 error",
    ]);
    await server.stop("SIGTERM");
  });

  test("refuses to serve a data directory that another server serves", async () => {
    const server = await serve({});
    await server.linesUntil("listening at");

    const second = await pitcrew(["serve"], server.at);

    expect(second.exitCode).toBe(2);
    expect(second.stderr).toContain("E510 Another Pitcrew serves .pitcrew");
    expect((await pitcrew(["runs"], server.at)).exitCode).toBe(0);
  });

  test("takes runs up again after it was killed, and those who watch them stay", async () => {
    const server = await serve({ "playbooks/asking.yaml": ASKING });
    await server.linesUntil("listening at");
    const id = await server.start("asking", { shop: "lyon" });
    const watching = pitcrew(["watch", id], server.at);
    await server.stop("SIGKILL");

    server.launchAgain();
    await server.linesUntil("listening at");

    expect((await pitcrew(["answer", id, "well"], server.at)).exitCode).toBe(0);
    expect((await watching).exitCode).toBe(0);
  });

  test("starts without a single playbook", async () => {
    const server = await serve({});

    expect((await server.linesUntil(" ready, ")).at(-1)).toBe("0 playbooks ready, 1 error");
    expect(await server.stop("SIGTERM")).toBe(0);
  });
});
