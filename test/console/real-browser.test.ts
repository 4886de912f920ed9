import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { RunView } from "../../src/intake/api/views/run-view.ts";
import { listenHttp } from "../../src/intake/http/listen-http.ts";
import { accessOf } from "../engine/approval/people.ts";
import { createOutside } from "../engine/worker/outside.ts";
import { fire, set } from "../engine/worker/world.ts";
import { entryOf } from "../intake/api/desk-world.ts";
import { waitFor } from "../intake/api/requests.ts";
import { openedConsole } from "./console-world.ts";

const PEOPLE = accessOf({ ann: ["responder", "approver"], bob: ["approver"] });
const CHROMIUM = "/usr/bin/chromium";
const PHONE = { width: 360, height: 740 };
const isAsked = ({ pending }: RunView) => pending.some(({ is }) => is === "approval");

async function world() {
  const outside = createOutside();
  const owned = { owner: "team-test", safety: { mode: "approve" } };
  const opened = await openedConsole(
    [
      entryOf("shooting", [fire("shot")], owned, outside.kinds),
      entryOf("scaling", [set("scale", { with: { target: "one" } })], owned, outside.kinds),
    ],
    PEOPLE,
  );
  const place = { host: "127.0.0.1", port: 0, connections: 100 };
  const server = await listenHttp(opened.app, place);
  if (!server.ok) throw new Error(server.refusal.message);
  onTestFinished(server.value.close);
  return { ...opened, outside, url: server.value.url, close: server.value.close };
}

describe.skipIf(!existsSync(CHROMIUM))("a real browser", () => {
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
    const session = { name: "pitcrew_session", value: await sessionOf("bob"), url };
    await context.addCookies([{ ...session, httpOnly: true, sameSite: "Strict" }]);
    return context.newPage();
  }

  test("on a phone without scripts approves what waits, from the overview to the end of the run", async () => {
    const opened = await world();
    const { id } = await opened.api.start("shooting");
    await waitFor(opened.api, id, isAsked);
    const page = await openPage(opened, { viewport: PHONE, javaScriptEnabled: false });

    await page.goto(opened.url);
    await page.getByRole("link", { name: "As it says." }).click();
    const approve = page.getByRole("button", { name: "Approve" });
    expect(await approve.boundingBox()).toMatchObject({ height: 48 });
    expect(await widthOf(page)).toBe(PHONE.width);
    await page.getByLabel("To approve, write").fill(id);
    await approve.click();

    expect(await page.getByRole("status").first().textContent()).toContain("As of");
    expect(await page.getByText("Your approval is on record.").count()).toBe(1);
    await waitFor(opened.api, id, ({ outcome }) => outcome !== null);
    expect(opened.outside.sentBy("shot")).toHaveLength(1);
    await page.goto(`${opened.url}/runs/${id}`);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("shooting");
    expect(await widthOf(page)).toBe(PHONE.width);
  });

  test("shows what happens by itself, keeps what is opened, and says when it is old", async () => {
    const opened = await world();
    const { id } = await opened.api.start("scaling");
    await waitFor(opened.api, id, isAsked);
    const page = await openPage(opened, {
      viewport: { width: 1280, height: 800 },
      colorScheme: "dark",
    });
    const refused: string[] = [];
    page.on("console", (message) => refused.push(message.text()));

    await page.goto(`${opened.url}/runs/${id}`);
    await page.locator("#standing", { hasText: /^Live$/ }).waitFor();
    await page.locator("#record summary").click();
    const asked = await opened.api.desk.approvals({
      id: "bob",
      person: "bob",
      surface: "console",
      scope: null,
    });
    const { send } = await opened.as("bob");
    await send(`/runs/${id}/approve/scale`, { plan: asked[0]?.digest ?? "" });
    await page.getByRole("heading", { level: 1, name: "NOT FIXED" }).waitFor();
    expect(await page.locator("#record").getAttribute("open")).toBe("");
    expect(await page.locator("#told").textContent()).toContain("NOT FIXED: scaling");
    expect(refused).toEqual([]);

    await opened.close();
    await page.locator("#standing.lost", { hasText: "Not live since" }).waitFor();
  });
});

/** More than the window when something sticks out sideways. */
function widthOf(page: Page): Promise<number> {
  return page.locator("html").evaluate((html) => (html as { scrollWidth: number }).scrollWidth);
}
