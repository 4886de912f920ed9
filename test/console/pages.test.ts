import { onTestFinished, describe, expect, test } from "vitest";
import { openAlertStore } from "../../src/integrations/postgres/alerts/open-alert-store.ts";
import { accessOf } from "../engine/approval/people.ts";
import { createOutside } from "../engine/worker/outside.ts";
import { set } from "../engine/worker/world.ts";
import { firing, REPORT, settlementOf } from "../integrations/postgres/alerts/world.ts";
import { entryOf } from "../intake/api/desk-world.ts";
import { openedConsole } from "./console-world.ts";

const PEOPLE = accessOf(
  {
    ann: ["responder"],
    bob: ["approver"],
    amy: ["author"],
    vic: ["viewer"],
    root: ["admin"],
  },
  { others: ["eve"] },
);

async function world() {
  const { kinds } = createOutside();
  const owned = { owner: "team-test", safety: { mode: "approve" } };
  return openedConsole(
    [entryOf("scaling", [set("scale", { with: { target: "one" } })], owned, kinds)],
    PEOPLE,
  );
}

async function alertIn({ api }: Awaited<ReturnType<typeof world>>): Promise<string> {
  const { intake, queue, book, close } = openAlertStore(api.address, () => undefined);
  onTestFinished(close);
  await intake.takeIn([firing({ labels: { queue: "<orders>" } })]);
  const [alert] = await book.list({}, { limit: 1 });
  const id = alert?.id ?? "";
  const rules = [{ holds: false, says: 'alertname is "QueueBacklog", not "WorkflowStuck"' }];
  const looked = { playbook: "scaling", version: "1.0.0", fits: false, beatenBy: null, rules };
  const report = { ...REPORT, considered: [looked] };
  await queue.settle([settlementOf(id, { verdict: { result: "unmatched", run: null, report } })]);
  return id;
}

describe("the page of alerts", () => {
  test("lists them with what came of each, and narrows that down", async () => {
    const opened = await world();
    const id = await alertIn(opened);
    const { see } = await opened.as("vic");

    const all = await see("/alerts");
    expect(all.text).toContain(`href="/alerts/${id}"`);
    expect(all.text).toContain("NO PLAYBOOK");
    expect(all.text).toContain("queue=&lt;orders&gt;");
    expect((await see("/alerts?open=&result=unmatched")).text).toContain(id);
    const none = await see("/alerts?result=held");
    expect(none.text).not.toContain(id);
    expect(none.text).toContain("There is no such alert.");
  });

  test("leads to why nothing was started, with every rule that did not hold", async () => {
    const opened = await world();
    const id = await alertIn(opened);
    const { see } = await opened.as("vic");

    const { status, text } = await see(`/alerts/${id}`);
    expect(status).toBe(200);
    expect(text).toContain("not &quot;WorkflowStuck&quot;");
    expect(await see("/alerts/nothing")).toMatchObject({
      status: 404,
      text: expect.stringContaining("E378"),
    });
  });
});

describe("the page of holds and brakes", () => {
  test("freezes with a reason, shows that everywhere, and lets those thaw who may", async () => {
    const opened = await world();
    const ann = await opened.as("ann");
    const bob = await opened.as("bob");
    const over = { scope: "playbook:scaling" };

    const frozen = await ann.send("/brakes/freeze", { ...over, reason: "Look first", for: "1h" });
    expect(frozen.headers.get("location")).toBe("/brakes?said=freeze");
    const seen = await ann.see("/brakes?said=freeze");
    expect(seen.text).toContain("It is frozen");
    expect(seen.text).toContain("Look first");
    expect(seen.text).toContain("ann must be approver or admin in team-test");
    expect((await ann.see("/")).text).toContain("FROZEN");
    expect(await ann.send("/brakes/thaw", over)).toMatchObject({ status: 403 });

    expect((await bob.see("/brakes")).text).toContain('action="/brakes/thaw"');
    expect((await bob.send("/brakes/thaw", over)).headers.get("location")).toBe(
      "/brakes?said=thaw",
    );
    expect((await bob.see("/brakes")).text).toContain("No switch is on.");
  });

  test("holds a target and gives it back", async () => {
    const opened = await world();
    const { see, send } = await opened.as("ann");

    await send("/brakes/hold", { target: "k8s/prod/shop", reason: "", for: "15m" });
    expect((await see("/brakes")).text).toContain("k8s/prod/shop");
    await send("/brakes/release", { target: "k8s/prod/shop" });
    expect((await see("/brakes")).text).toContain("Nobody holds a target.");
    expect(await send("/brakes/release", { target: "k8s/prod/shop" })).toMatchObject({
      status: 409,
      text: expect.stringContaining("E353"),
    });
  });

  test("tells viewers why they can do nothing, and does nothing for them", async () => {
    const opened = await world();
    const { see, send } = await opened.as("vic");

    expect((await see("/brakes")).text).not.toContain('<form method="post" action="/brakes');
    expect(await send("/brakes/pause", { scope: "all" })).toMatchObject({ status: 403 });
    expect(await send("/brakes/freeze", { scope: "anything" })).toMatchObject({ status: 400 });
  });
});

describe("the page of schedules and windows", () => {
  test("opens a window for some labels, and ends it", async () => {
    const opened = await world();
    const { see, send } = await opened.as("ann");

    const wrong = await send("/schedules/open-window", { kind: "maintenance", labels: "cluster" });
    expect(wrong).toMatchObject({ status: 400, text: expect.stringContaining("is no label") });
    await send("/schedules/open-window", {
      kind: "maintenance",
      labels: "cluster=eu-*, service=shop",
      reason: "Nodes are patched",
      for: "1h",
    });
    const { text } = await see("/schedules");
    expect(text).toContain("maintenance of cluster=eu-*, service=shop");
    const [, id = ""] = /name="id" value="([^"]+)"/.exec(text) ?? [];
    await send("/schedules/end-window", { id });
    expect((await see("/schedules")).text).toContain("There is no window.");
  });
});

describe("the page of the audit", () => {
  test("shows who did what to admins, narrowed down, and whether the chains are whole", async () => {
    const opened = await world();
    await (await opened.as("ann")).send("/brakes/pause", { scope: "all", reason: "A break" });
    const { see } = await opened.as("root");

    const { text } = await see("/audit?actor=ann&last=1h");
    expect(text).toContain("switch:all");
    expect(text).toContain("A break");
    expect((await see("/audit?actor=nobody")).text).toContain("There is no such entry.");
    expect((await see("/audit/check")).text).toContain("The record is as it was written");
  });

  test("is for nobody else", async () => {
    const opened = await world();
    const { see } = await opened.as("bob");

    for (const page of ["/audit", "/audit/check"]) {
      expect(await see(page)).toMatchObject({ status: 403, text: expect.stringContaining("E402") });
    }
  });
});

describe("the pages of playbooks", () => {
  test("say how freely one acts, what it does, and which versions there are", async () => {
    const opened = await world();
    const { see } = await opened.as("vic");

    expect((await see("/playbooks")).text).toContain('href="/playbooks/scaling"');
    const { text } = await see("/playbooks/scaling");
    expect(text).toMatch(/It has earned[\s\S]*suggest/);
    expect(text).toContain("<title>Steps of scaling 1.0.0</title>");
    expect(text).toContain("ACTIVE");
    expect(text).toContain("vic must be author or admin in team-test");
    const same = await see("/playbooks/scaling/diff?from=1.0.0&to=1.0.0");
    expect(same.text).toContain("Nothing changed that a version tells apart.");
  });

  test("take orders from authors, and say what the policy says to them", async () => {
    const opened = await world();
    const viewer = await opened.as("vic");
    const author = await opened.as("amy");
    const wish = { playbook: "scaling", version: "1.0.0" };

    expect(await viewer.send("/playbooks/scaling/pin", wish)).toMatchObject({ status: 403 });
    expect((await author.send("/playbooks/scaling/pin", wish)).headers.get("location")).toBe(
      "/playbooks/scaling?said=pin",
    );
    expect(await author.send("/playbooks/scaling/activate", wish)).toMatchObject({
      status: 409,
      text: expect.stringContaining("E563"),
    });
  });

  test("hide those of other teams as if they were not there", async () => {
    const opened = await world();
    const { see } = await opened.as("eve");

    const hidden = await see("/playbooks/scaling");
    const nothing = await see("/playbooks/nothing");
    expect(hidden.status).toBe(404);
    expect(hidden.text.replaceAll("scaling", "nothing")).toBe(nothing.text);
  });
});

describe("how somebody wants to see the pages", () => {
  test("is kept in their browser, and brings them back to where they were", async () => {
    const opened = await world();
    const { see, send } = await opened.as("vic");

    const chosen = await send("/console/preferences", { theme: "dark", to: "/alerts?open=true" });
    expect(chosen.headers.get("location")).toBe("/alerts?open=true");
    expect(chosen.headers.get("set-cookie")).toMatch(/pitcrew_theme=dark;.*HttpOnly/);
    expect((await see("/keyboard", "pitcrew_theme=dark; pitcrew_keys=off")).text).toMatch(
      /data-theme="dark"[\s\S]*data-keys="off"/,
    );
    expect((await see("/keyboard", 'pitcrew_theme="><b>')).text).toContain('data-theme="system"');
  });

  test.each(["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", ""])(
    "never leads to %s",
    async (to) => {
      const opened = await world();
      const { send } = await opened.as("vic");

      const chosen = await send("/console/preferences", { theme: "light", to });
      expect(chosen.headers.get("location")).toBe("/");
    },
  );
});
