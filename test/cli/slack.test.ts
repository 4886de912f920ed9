import { expect, test } from "vitest";
import { AppManifest } from "../../src/integrations/slack/manifest/app-manifest.ts";
import { pitcrew } from "./pitcrew.ts";

test("the manifest for a connection of ours names no address", async () => {
  const { exitCode, stdout } = await pitcrew(["slack", "manifest", "--json"]);

  expect(exitCode).toBe(0);
  const manifest = AppManifest.parse(JSON.parse(stdout));
  expect(manifest.settings.socket_mode_enabled).toBe(true);
  expect(stdout).not.toContain("request_url");
});

test("the manifest for an address of ours names it wherever Slack has something to say", async () => {
  const url = "https://pitcrew.example.com";
  const { stdout } = await pitcrew(["slack", "manifest", "--mode", "http", "--url", url, "--json"]);

  const manifest = AppManifest.parse(JSON.parse(stdout));
  const { settings, features } = manifest;
  expect(settings.socket_mode_enabled).toBe(false);
  expect([
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
    ...features.slash_commands.map((command) => command.url),
  ]).toEqual(Array(3).fill(`${url}/slack/events`));
});

test.each([
  [["slack", "manifest", "--mode", "http"], "needs the address"],
  [["slack", "manifest", "--mode", "http", "--url", "http://plain"], "no https address"],
  [["slack", "manifest", "--mode", "smoke"], "no mode"],
  [["slack", "manifesto"], "nothing that can be printed"],
])("%j is refused with what to write instead", async (args, because) => {
  const { exitCode, stderr } = await pitcrew(args);

  expect(exitCode).toBe(2);
  expect(stderr).toContain(because);
});
