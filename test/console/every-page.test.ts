import { existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { RunView } from "../../src/intake/api/views/run-view.ts";
import { listenHttp } from "../../src/intake/http/listen-http.ts";
import { openAlertStore } from "../../src/integrations/postgres/alerts/open-alert-store.ts";
import { createOutside } from "../engine/worker/outside.ts";
import { fire } from "../engine/worker/world.ts";
import { firing } from "../integrations/postgres/alerts/world.ts";
import { entryOf } from "../intake/api/desk-world.ts";
import { waitFor } from "../intake/api/requests.ts";
import { openedConsole } from "./console-world.ts";

const CHROMIUM = "/usr/bin/chromium";
const LONG = "k8s/production-europe-west/agents/deployment/workflow-workers-with-a-long-name";

/** Every page there is, each with something on it. */
async function world() {
  const { kinds } = createOutside();
  const owned = { owner: "team-test", safety: { mode: "approve" } };
  const shooting = entryOf("shooting", [fire("shot")], owned, kinds);
  const opened = await openedConsole([shooting], { is: "solo" });
  const { api, app } = opened;
  const server = await listenHttp(app, { host: "127.0.0.1", port: 0, connections: 100 });
  if (!server.ok) throw new Error(server.refusal.message);
  onTestFinished(server.value.close);
  const { url } = server.value;

  const { id: run } = await api.start("shooting");
  await waitFor(api, run, ({ pending }: RunView) => pending.some(({ is }) => is === "approval"));
  const { intake, book, close } = openAlertStore(api.address, () => undefined);
  onTestFinished(close);
  await intake.takeIn([firing({ labels: { deployment: LONG } })]);
  const [alert] = await book.list({}, { limit: 1 });
  const { send } = await opened.as("root");
  await send("/brakes/pause", { scope: "all", reason: "We look at something" });
  await send("/brakes/hold", { target: LONG, for: "1h" });
  await send("/schedules/open-window", { kind: "maintenance", labels: `deployment=${LONG}` });

  const places = opened.paths.filter(isPage).map((path) =>
    path
      .replace(":run", run)
      .replace(":step", "shot")
      .replace(":alert", alert?.id ?? "")
      .replace(":playbook", "shooting")
      .replace(/diff$/, "diff?from=1.0.0&to=1.0.0"),
  );
  return { ...opened, url, places };
}

function isPage(path: string): boolean {
  return path.startsWith("/") && !path.endsWith("/live") && !/^\/(?:console\/|\*)/.test(path);
}

describe.skipIf(!existsSync(CHROMIUM))("every page", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
    return () => browser.close();
  });

  async function openPage(
    { url, sessionOf }: Awaited<ReturnType<typeof world>>,
    options: Parameters<Browser["newContext"]>[0],
  ): Promise<Page> {
    const context = await browser.newContext(options);
    onTestFinished(() => context.close());
    const session = { name: "pitcrew_session", value: await sessionOf("root"), url };
    await context.addCookies([{ ...session, httpOnly: true, sameSite: "Strict" }]);
    return context.newPage();
  }

  test.each([
    ["light", 360],
    ["dark", 360],
    ["light", 1_280],
    ["dark", 1_280],
  ] as const)("can be read and used by everybody, %s and %i wide", async (colorScheme, width) => {
    const opened = await world();
    const viewport = { width, height: 740 };
    const page = await openPage(opened, { colorScheme, viewport, reducedMotion: "reduce" });
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));

    expect(opened.places.length).toBeGreaterThan(14);
    for (const place of opened.places) {
      const response = await page.goto(`${opened.url}${place}`);
      expect([place, response?.status()]).toEqual([place, 200]);
      await page.locator("details").evaluateAll(openAll);
      await page.evaluate(axe.source);
      expect([place, await page.evaluate(JUDGE)]).toEqual([place, []]);
      expect([place, await page.evaluate(WIDTH)]).toEqual([place, width]);
      expect([place, await page.locator("h1").count()]).toEqual([place, 1]);
    }
    expect(said).toEqual([]);
  });

  test("is small enough for a phone far from everything", async () => {
    const opened = await world();
    const { see } = await opened.as("root");

    for (const place of opened.places) {
      const { text } = await see(place);
      const [, style = ""] = /href="(\/console\/style[^"]+)"/.exec(text) ?? [];
      const [, script = ""] = /src="(\/console\/script[^"]+)"/.exec(text) ?? [];
      expect([place, gzipSync(text).length < 40_000]).toEqual([place, true]);
      expect(gzipSync((await see(style)).text).length).toBeLessThan(12_000);
      expect(gzipSync((await see(script)).text).length).toBeLessThan(6_000);
    }
  });

  test("leads to every other one by keys alone, and none of them is heard while somebody writes", async () => {
    const opened = await world();
    const page = await openPage(opened, { viewport: { width: 1_280, height: 740 } });
    const here = () => new URL(page.url()).pathname;

    await page.goto(opened.url);
    for (const [keys, path] of [
      ["gr", "/runs"],
      ["gl", "/alerts"],
      ["gp", "/playbooks"],
      ["gb", "/brakes"],
      ["gs", "/schedules"],
      ["gd", "/drills"],
      ["ga", "/audit"],
      ["?", "/keyboard"],
      ["go", "/"],
    ] as const) {
      const arrived = page.waitForURL(`${opened.url}${path}`);
      for (const key of keys) await page.keyboard.press(key);
      await arrived;
    }
    await page.goto(`${opened.url}/runs`);
    await page.keyboard.press("j");
    expect(await page.evaluate("document.activeElement.className")).toBe("row");
    await page.keyboard.press("/");
    await page.keyboard.type("gaj");
    expect(here()).toBe("/runs");
    expect(await page.getByLabel("Playbook").inputValue()).toBe("gaj");
  });

  test("has a theme that somebody chose, whatever their system wants", async () => {
    const opened = await world();
    const page = await openPage(opened, { colorScheme: "light", javaScriptEnabled: false });
    const paper = () => page.evaluate("getComputedStyle(document.body).backgroundColor");

    await page.goto(`${opened.url}/brakes`);
    expect(await paper()).toBe("rgb(255, 255, 255)");
    await page.getByRole("button", { name: "dark", exact: true }).click();
    expect(await paper()).toBe("rgb(13, 17, 23)");
    expect(new URL(page.url()).pathname).toBe("/brakes");
  });
});

function openAll(all: readonly object[]): void {
  for (const one of all) (one as { open: boolean }).open = true;
}

const WIDTH = "document.documentElement.scrollWidth";

const JUDGE = `axe
  .run(document, { resultTypes: ["violations"] })
  .then(({ violations }) => violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 120)).join(" | ")))`;
