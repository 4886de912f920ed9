import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { RunView } from "../../src/intake/api/views/run-view.ts";
import { accessOf } from "../engine/approval/people.ts";
import { createOutside } from "../engine/worker/outside.ts";
import { fire, set } from "../engine/worker/world.ts";
import { entryOf } from "../intake/api/desk-world.ts";
import { waitFor } from "../intake/api/requests.ts";
import { openedConsole } from "./console-world.ts";

const PEOPLE = accessOf(
  { ann: ["responder", "approver"], bob: ["approver"], vic: ["viewer"] },
  { others: ["eve"] },
);

const STRANGE = `<script>alert(1)</script>"'&`;

const ASK = {
  id: "well",
  kind: "ask",
  with: { question: "Is ${{ params.shop }} well?", of: ["team-test"], choices: ["yes", "no"] },
};

async function world() {
  const outside = createOutside();
  const owned = { owner: "team-test", safety: { mode: "approve" } };
  const entry = (name: string, steps: readonly object[], more: object = {}) =>
    entryOf(name, steps, { ...owned, ...more }, outside.kinds);
  const opened = await openedConsole(
    [
      entry("shooting", [fire("shot")]),
      entry("scaling", [set("scale", { with: { target: "one" } })]),
      entry("asking", [ASK], { params: { shop: { type: "text" } } }),
    ],
    PEOPLE,
  );
  return { ...opened, outside };
}

type World = Awaited<ReturnType<typeof world>>;

const isAsked = ({ pending }: RunView) => pending.some(({ is }) => is === "approval");

async function shooting({ api }: World) {
  const { id } = await api.start("shooting");
  await waitFor(api, id, isAsked);
  const [asked] = await api.desk.approvals({
    id: "bob",
    person: "bob",
    surface: "console",
    scope: null,
  });
  return { id, page: `/runs/${id}/approve/shot`, plan: asked?.digest ?? "" };
}

describe("the pages", () => {
  test("send whoever has not signed in to do so, and remember where they wanted to go", async () => {
    const { app } = await world();

    const response = await app.request("/runs/0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90");

    expect(response.headers.get("location")).toBe("/sign-in");
    expect(response.headers.get("set-cookie")).toMatch(/^pitcrew_place=%2Fruns%2F0198c0de/);
  });

  test("ask a browser that comes from a link elsewhere to come again with its cookie", async () => {
    const { app } = await world();

    const headers = { "sec-fetch-site": "cross-site" };
    const response = await app.request("/", { headers });

    expect(await response.text()).toContain(`content="0; url=/"`);
  });

  test("show what waits, what is live, and the run, to whoever may see it", async () => {
    const opened = await world();
    const { id, page } = await shooting(opened);
    for (const person of ["ann", "bob", "vic"]) {
      const { see } = await opened.as(person);

      const overview = await see("/");
      expect(overview.text).toContain(`href="${page}"`);
      expect(overview.text).toContain("1 waits for approval, 1 run is live");
      expect((await see(`/runs/${id}`)).text).toContain("WAITING FOR YOU");
      expect((await see(page)).text).toContain(`form="approve"`);
    }
    expect(opened.thrown).toEqual([]);
  });

  test("tell somebody of another team nothing that they would not tell of what is not there", async () => {
    const opened = await world();
    const { id } = await shooting(opened);
    const { see, send } = await opened.as("eve");
    const nowhere = "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90";
    const bare = ({ status, text }: { status: number; text: string }) => ({
      status,
      text: text.replaceAll(id, nowhere),
    });

    for (const path of ["", "/approve/shot"]) {
      const hidden = await see(`/runs/${id}${path}`);
      expect(hidden.status).toBe(404);
      expect(bare(hidden)).toEqual(bare(await see(`/runs/${nowhere}${path}`)));
    }
    expect((await send(`/runs/${id}/stop`, {})).status).toBe(404);
    expect((await see("/")).status).toBe(403);
    expect((await see("/runs/../../etc")).status).toBe(404);
  });

  test("load nothing from elsewhere, hold no script, and allow none", async () => {
    const opened = await world();
    const { id, page } = await shooting(opened);
    const { see } = await opened.as("bob");

    for (const path of ["/", `/runs/${id}`, page, "/runs/none"]) {
      const { headers, text } = await see(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe");
      expect(text).not.toMatch(/<script(?![^>]* src="\/console\/)/);
      expect(text).not.toMatch(/ on[a-z]+=|style=|https?:\/\//);
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });

  test("are small, and so is what they load", async () => {
    const opened = await world();
    const { id } = await shooting(opened);
    const { see } = await opened.as("bob");
    const { text } = await see(`/runs/${id}`);

    const [, style = ""] = /href="(\/console\/style[^"]+)"/.exec(text) ?? [];
    const [, script = ""] = /src="(\/console\/script[^"]+)"/.exec(text) ?? [];
    expect(text.length).toBeLessThan(40_000);
    expect(gzipSync((await see(style)).text).length).toBeLessThan(12_000);
    expect(gzipSync((await see(script)).text).length).toBeLessThan(6_000);
  });

  test("show what comes from outside as it stands", async () => {
    const opened = await world();
    const { id } = await opened.api.start("asking", { shop: STRANGE });
    await waitFor(opened.api, id, ({ pending }) => pending.length > 0);
    const { see } = await opened.as("ann");

    for (const path of ["/", `/runs/${id}`]) {
      const { text } = await see(path);
      expect(text).not.toContain("<script>alert");
      expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
    }
  });
});

describe("approving on a page", () => {
  test("carries out what was shown, once the name of its target is written", async () => {
    const opened = await world();
    const { id, page, plan } = await shooting(opened);
    const { send } = await opened.as("bob");

    const unnamed = await send(page, { plan, name: "other" });
    expect(unnamed).toMatchObject({ status: 400, text: expect.stringContaining("E434") });
    const approved = await send(page, { plan, name: id });
    expect(approved.headers.get("location")).toBe(`/runs/${id}?said=approve`);

    await waitFor(opened.api, id, ({ outcome }) => outcome !== null);
    expect(opened.outside.sentBy("shot")).toHaveLength(1);
  });

  test("is refused for another plan than the one that was shown, which is shown instead", async () => {
    const opened = await world();
    const { id, page, plan } = await shooting(opened);
    const { send } = await opened.as("bob");

    const refused = await send(page, { plan: `sha256:${"0".repeat(64)}`, name: id });

    expect(refused.status).toBe(409);
    expect(refused.text).toContain("The plan has changed");
    expect(refused.text).toContain(`value="${plan}"`);
  });

  test("is refused to viewers and to whoever asked for it, with the reason", async () => {
    const opened = await world();
    const { id, page, plan } = await shooting(opened);

    for (const [person, code] of [
      ["vic", "E321"],
      ["ann", "E322"],
    ] as const) {
      const { send } = await opened.as(person);
      expect(await send(page, { plan, name: id })).toMatchObject({
        status: 403,
        text: expect.stringContaining(code),
      });
    }
    expect(opened.outside.sentBy("shot")).toEqual([]);
  });

  test("is refused to a form that is not from our own page, or whose session is over", async () => {
    const opened = await world();
    const { id, page, plan } = await shooting(opened);
    const { send } = await opened.as("bob");

    const forged = await send(page, { plan, name: id }, "guessed");
    expect(forged).toMatchObject({ status: 403, text: expect.stringContaining("E415") });
    const without = await opened.app.request(page, {
      method: "POST",
      body: new URLSearchParams({ plan, name: id }),
    });
    expect(without.headers.get("location")).toBe("/sign-in");
    expect(opened.outside.sentBy("shot")).toEqual([]);
  });

  test("has a counterpart, which wants a reason and ends the run", async () => {
    const opened = await world();
    const { id, page } = await shooting(opened);
    const { see, send } = await opened.as("bob");
    const deny = `/runs/${id}/deny/shot`;

    expect((await send(deny, { reason: " " })).status).toBe(400);
    const denied = await send(deny, { reason: "not on my watch" });
    expect(denied.headers.get("location")).toBe(`/runs/${id}?said=deny`);

    const run = await waitFor(opened.api, id, ({ outcome }) => outcome !== null);
    expect(run.outcome).toBe("denied");
    expect((await see(page)).headers.get("location")).toBe(`/runs/${id}?said=settled`);
    expect((await see(`/runs/${id}`)).text).toContain("not on my watch");
  });
});

describe("what a person can do with a run", () => {
  test("is offered, and what is not says why", async () => {
    const opened = await world();
    const { id } = await shooting(opened);

    const responder = await (await opened.as("ann")).see(`/runs/${id}`);
    expect(responder.text).toContain(`action="/runs/${id}/stop"`);
    expect(responder.text).toContain("Only an ended run can be run again.");
    const viewer = await (await opened.as("vic")).see(`/runs/${id}`);
    expect(viewer.text).not.toContain(`action="/runs/${id}/stop"`);
    expect(viewer.text).toContain("vic must be responder or approver or admin in team-test");
  });

  test("is done by whoever may, and refused to others", async () => {
    const opened = await world();
    const { id } = await opened.api.start("asking", { shop: "lyon" });
    await waitFor(opened.api, id, ({ pending }) => pending.length > 0);
    const path = `/runs/${id}/answer`;
    const fields = { step: "well", item: "0", answer: "yes" };

    const viewer = await (await opened.as("vic")).send(path, fields);
    expect(viewer).toMatchObject({ status: 403, text: expect.stringContaining("E402") });
    const { see, send } = await opened.as("ann");
    expect((await see(`/runs/${id}`)).text).toContain("Is lyon well?");
    expect((await send(path, fields)).headers.get("location")).toBe(`/runs/${id}?said=answer`);
    await waitFor(opened.api, id, ({ outcome }) => outcome !== null);

    const again = await send(`/runs/${id}/retry`, { id: "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e91" });
    expect(again.headers.get("location")).toBe(
      "/runs/0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e91?said=retry",
    );
  });
});

describe("the stream of a page", () => {
  test("draws it anew when something has happened, and nothing that was seen before", async () => {
    const opened = await world();
    const { id } = await opened.api.start("asking", { shop: "lyon" });
    await waitFor(opened.api, id, ({ pending }) => pending.length > 0);
    const cookie = `pitcrew_session=${await opened.sessionOf("ann")}`;
    const path = `/runs/${id}/live`;

    const first = await open(opened, path, { cookie });
    let drawn = await first.until("\n\n");
    expect(drawn).toContain("event: page");
    expect(drawn).toContain("Is lyon well?");

    // The worker may still have been about to put the run down.
    let second = first;
    let seen = "";
    while (!drawn.includes("event: beat")) {
      seen = /^id: (.*)$/m.exec(drawn)?.[1] ?? seen;
      await second.end();
      second = await open(opened, path, { cookie, "last-event-id": seen });
      drawn = await second.until("\n\n");
    }
    const { send } = await opened.as("ann");
    await send(`/runs/${id}/answer`, { step: "well", item: "0", answer: "no" });
    expect(await second.until("event: page")).toContain("event: page");
    await second.end();
  });

  test("is for those who may see the page", async () => {
    const opened = await world();
    const { id } = await opened.api.start("asking", { shop: "lyon" });
    const cookie = `pitcrew_session=${await opened.sessionOf("eve")}`;

    const stream = await opened.app.request(`/runs/${id}/live`, { headers: { cookie } });
    expect(await stream.text()).toBe("");
    expect((await opened.app.request(`/runs/${id}/live`)).status).toBe(401);
  });
});

async function open({ app }: World, path: string, headers: Readonly<Record<string, string>>) {
  const response = await app.request(path, { headers });
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const decoder = new TextDecoder();
  return {
    until: async (words: string): Promise<string> => {
      let text = "";
      while (!text.includes(words)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`The stream has ended: ${text}`);
        text += decoder.decode(value, { stream: true });
      }
      return text;
    },
    end: () => reader.cancel(),
  };
}
