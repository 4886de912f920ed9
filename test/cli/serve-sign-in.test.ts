import { describe, expect, test } from "vitest";
import { openBrowser } from "../intake/sign-in/browser.ts";
import { pitcrew } from "./pitcrew.ts";
import { embeddedProject, servedProject } from "./served-project.ts";
import { playbookText, project } from "./project.ts";

const FILES = { "playbooks/north.yaml": playbookText("north") };

describe("pitcrew serve", () => {
  test("prints a link with which the one person there is signs in once, and asks the API", async () => {
    const server = await embeddedProject(FILES);
    await server.linesUntil("listening at http");
    await server.remarked("/sign-in/link/");
    const [, link = ""] = /(http:\S+\/sign-in\/link\/[A-Za-z0-9_-]+)/.exec(server.stderr()) ?? [];
    const { origin, pathname } = new URL(link);
    const browser = openBrowser(fetch, origin);

    expect((await browser.get(link)).text).toContain("Sign in to Pitcrew");
    const token = pathname.split("/").at(-1) ?? "";
    expect((await browser.post("/sign-in/link", { token })).text).toContain("You are signed in.");

    const runs = await browser.get("/v1/runs");
    expect(JSON.parse(runs.text)).toEqual({ runs: [] });
    const refused = await browser.post("/v1/switches/freeze", {});
    expect(JSON.parse(refused.text)).toMatchObject({ code: "E415" });
    await server.stop("SIGTERM");
  });

  test("prints no such link where nobody is alone, and lets no browser in without a session", async () => {
    const server = await servedProject(FILES);
    const [line = ""] = (await server.linesUntil("listening at http")).slice(-1);
    const browser = openBrowser(fetch, line.slice("listening at ".length));

    expect((await browser.get("/")).location).toBe("/sign-in");
    expect(JSON.parse((await browser.get("/v1/runs")).text)).toMatchObject({ code: "E404" });
    await server.stop("SIGTERM");
    expect(server.stderr()).not.toContain("/sign-in/link/");
  });

  test("refuses settings with mistakes, all of them at once", async () => {
    const { cwd } = await project({ "pitcrew.yaml": "format: 1\nserver: 5\nbudgetts: {}\n" });

    const { exitCode, stdout } = await pitcrew(["serve"], { cwd, env: { DATABASE_URL: "" } });

    expect(exitCode).toBe(2);
    expect(stdout).toContain("pitcrew.yaml:2:");
    expect(stdout).toContain("pitcrew.yaml:3:");
  });

  test("refuses to start without the settings that were named", async () => {
    const { cwd } = await project({});
    const env = { DATABASE_URL: "", PITCREW_CONFIG: "elsewhere.yaml" };

    const { exitCode, stdout } = await pitcrew(["serve"], { cwd, env });

    expect(exitCode).toBe(2);
    expect(stdout).toContain("elsewhere.yaml");
  });
});
