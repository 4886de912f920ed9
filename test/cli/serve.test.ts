import { rm, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { administer } from "../postgres/administer.ts";
import { databaseForApp } from "../postgres/app-role.ts";
import { pitcrew } from "./pitcrew.ts";
import { playbookText, project } from "./project.ts";
import { ASKING, servedProject as serve, urlOf } from "./served-project.ts";

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

  test("loads the playbooks again on SIGHUP", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });
    await server.linesUntil("listening at");

    await writeFile(server.path("playbooks/south.yaml"), playbookText("south"));
    await rm(server.path("playbooks/north.yaml"));
    server.signal("SIGHUP");

    expect((await server.linesUntil(" ready, ")).slice(-2)).toEqual([
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
    const kept = ["north 1.0.0 is kept: its file has errors", "1 playbook ready, 1 error"];
    expect(lines.slice(-2)).toEqual(kept);
    await server.stop("SIGTERM");

    server.launchAgain();
    expect((await server.linesUntil(" ready, ")).slice(-2)).toEqual(kept);
    await server.linesUntil("listening at");
    await server.stop("SIGTERM");
  });

  test("refuses other content under a version that was published, and keeps that", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });
    await server.linesUntil("listening at");

    const other = playbookText("north", { summary: "The cart is full" });
    await writeFile(server.path("playbooks/north.yaml"), other);
    server.signal("SIGHUP");

    const lines = await server.linesUntil(" ready, ");
    expect(lines.join("\n")).toContain("playbooks/north.yaml:3:10 E150");
    expect(lines.slice(-2)).toEqual([
      "north 1.0.0 is kept: its file has errors",
      "1 playbook ready, 1 error",
    ]);
    await server.stop("SIGTERM");
  });

  test("keeps all playbooks when it finds none any more, also after a restart", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });
    await server.linesUntil("listening at");
    await server.stop("SIGTERM");

    await rm(server.path("playbooks"), { recursive: true });
    server.launchAgain();

    expect((await server.linesUntil(" ready, ")).slice(-2)).toEqual([
      "north 1.0.0 is kept: no playbook was found at all",
      "1 playbook ready, 1 error",
    ]);
    await server.linesUntil("listening at");
    const run = await pitcrew(["run", "north", "shop=lyon"], server.at);
    expect(run.stdout).toContain("Shop lyon fills its carts");
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

  test("carries a run on by its own version when the file has changed, or is gone, since", async () => {
    const server = await serve({
      "playbooks/asking.yaml": ASKING,
      "playbooks/north.yaml": playbookText("north"),
    });
    await server.linesUntil("listening at");
    const [lyon, nice] = [
      await server.start("asking", { shop: "lyon" }),
      await server.start("asking", { shop: "nice" }),
    ];
    await server.stop("SIGTERM");

    const changed = ASKING.replace("1.0.0", "2.0.0").replaceAll("well", "fit");
    await writeFile(server.path("playbooks/asking.yaml"), changed);
    server.launchAgain();
    await server.linesUntil("listening at");
    expect((await pitcrew(["answer", lyon, "well"], server.at)).exitCode).toBe(0);
    expect((await pitcrew(["watch", lyon], server.at)).exitCode).toBe(0);

    await server.stop("SIGTERM");
    await rm(server.path("playbooks/asking.yaml"));
    server.launchAgain();
    await server.linesUntil("listening at");
    expect((await pitcrew(["answer", nice, "well"], server.at)).exitCode).toBe(0);
    expect((await pitcrew(["watch", nice], server.at)).exitCode).toBe(0);
    expect((await pitcrew(["run", "asking", "shop=lyon"], server.at)).stderr).toContain("E311");
  });

  test("refuses databases that it cannot trust, and says all that is wrong with them at once", async () => {
    const { owner, app } = await databaseForApp();
    await administer(owner, `alter role ${app.user} superuser`);
    await administer(owner, `alter role ${app.user} set synchronous_commit = off`);
    const env = { DATABASE_URL: urlOf(app), PITCREW_OWNER_DATABASE_URL: urlOf(owner) };

    const { exitCode, stdout, stderr } = await pitcrew(["serve"], { ...(await project({})), env });

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    const place = `DATABASE_URL (${app.database} at ${app.host})`;
    expect(stderr.split("\n")).toEqual([
      `pitcrew: E534 ${place}: synchronous_commit is off (set by user), so a crash can undo a commit that was acknowledged`,
      `  fix: Run: alter role "${app.user}" reset synchronous_commit`,
      `pitcrew: E539 ${place}: the role "${app.user}" serves and could change the audit record, because it is a superuser`,
      "  fix: Serve as a role that owns nothing; PITCREW_OWNER_DATABASE_URL gives it the rights that it needs.",
    ]);
  });

  test("refuses addresses that are none, without telling what stands in them", async () => {
    const env = {
      DATABASE_URL: "mysql://ann:secret@db/shop",
      PITCREW_OWNER_DATABASE_URL: "secret",
    };

    const { exitCode, stderr } = await pitcrew(["serve"], { ...(await project({})), env });

    expect(exitCode).toBe(2);
    expect(stderr.match(/E530 \S+/g)).toEqual([
      "E530 DATABASE_URL",
      "E530 PITCREW_OWNER_DATABASE_URL",
    ]);
    expect(stderr).not.toContain("secret");
  });

  test("serves as a role that owns nothing, beside the owner of the tables", async () => {
    const { owner, app } = await databaseForApp();
    const server = await serve(
      { "playbooks/north.yaml": playbookText("north") },
      { DATABASE_URL: urlOf(app), PITCREW_OWNER_DATABASE_URL: urlOf(owner) },
    );
    await server.linesUntil("listening at");

    const { stdout } = await pitcrew(["run", "north", "shop=lyon"], server.at);

    expect(stdout).toContain("Shop lyon fills its carts");
    await server.stop("SIGTERM");
    expect(server.stderr()).not.toMatch(/E5\d\d/);
  });

  test("works on when the database fails it while it loads the playbooks again", async () => {
    const { owner, app } = await databaseForApp();
    const server = await serve(
      { "playbooks/north.yaml": playbookText("north") },
      { DATABASE_URL: urlOf(app), PITCREW_OWNER_DATABASE_URL: urlOf(owner) },
    );
    await server.linesUntil("listening at");

    await administer(owner, "alter table activations rename to elsewhere");
    server.signal("SIGHUP");
    await server.remarked("could not be loaded and stay as they are");
    await administer(owner, "alter table elsewhere rename to activations");
    server.signal("SIGHUP");

    expect((await server.linesUntil(" ready, ")).at(-1)).toBe("1 playbook ready, no problems");
    await server.stop("SIGTERM");
  });

  test("says that one role both serves and owns the record, and what of it was looked at", async () => {
    const server = await serve({ "playbooks/north.yaml": playbookText("north") });
    await server.linesUntil("listening at");
    await server.stop("SIGTERM");
    server.launchAgain();
    await server.linesUntil("listening at");
    await server.stop("SIGTERM");

    expect(server.stderr()).toContain("E539 DATABASE_URL (");
    expect(server.stderr()).toContain(
      "whole where it was looked at: 3 entries, the newest of 2 chains",
    );
  });

  test("starts without a single playbook", async () => {
    const server = await serve({});

    expect((await server.linesUntil(" ready, ")).at(-1)).toBe("0 playbooks ready, 1 error");
    expect(await server.stop("SIGTERM")).toBe(0);
  });
});
