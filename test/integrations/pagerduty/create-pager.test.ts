import { describe, expect, test } from "vitest";
import { LARGEST_EVENT, MOST_NOTES } from "../../../src/integrations/pagerduty/limits.ts";
import type { Note, Page } from "../../../src/ports/pager.ts";
import { type PagerDuty, startPagerDuty } from "../../pagerduty/server.ts";
import { pagerFor } from "../../pagerduty/pager.ts";

const PAGE: Page = {
  service: "platform",
  key: "run-1",
  summary: "Half of the workers crash",
  severity: "high",
  source: "orders",
  details: { depth: 18_420 },
  links: [{ href: "https://pitcrew.example/runs/1", text: "The run" }],
};

const NOTE: Note = { service: "platform", key: "run-1", text: "18,420 jobs wait", id: "n1" };

const IN_TIME = new AbortController().signal;

const DONE = { is: "done", value: null };

describe("a page", () => {
  test("opens an incident with everything that was found", async () => {
    const { pagerDuty, pager } = await world();

    expect(await pager.trigger(PAGE, IN_TIME)).toEqual(DONE);
    expect(pagerDuty.account.incidents).toMatchObject([
      {
        key: "run-1",
        title: "Half of the workers crash",
        severity: "error",
        details: { depth: 18_420 },
        links: [{ href: "https://pitcrew.example/runs/1", text: "The run" }],
      },
    ]);
  });

  test("that is sent again adds to the open incident", async () => {
    const { pagerDuty, pager } = await world();

    await pager.trigger(PAGE, IN_TIME);
    await pager.trigger(PAGE, IN_TIME);

    expect(pagerDuty.account.incidents).toMatchObject([{ triggers: 2 }]);
  });

  test("is acknowledged and resolved under its key, and a later one opens another", async () => {
    const { pagerDuty, pager } = await world();
    await pager.trigger(PAGE, IN_TIME);

    await pager.acknowledge(PAGE, IN_TIME);
    expect(pagerDuty.account.incidents).toMatchObject([{ status: "acknowledged" }]);
    await pager.resolve(PAGE, IN_TIME);
    await pager.trigger(PAGE, IN_TIME);

    const statuses = pagerDuty.account.incidents.map(({ status }) => status);
    expect(statuses).toEqual(["resolved", "triggered"]);
  });

  test("keeps to PagerDuty's lengths, and two long keys stay two incidents", async () => {
    const { pagerDuty, pager } = await world();
    const long = "k".repeat(300);

    const page = { ...PAGE, summary: "é".repeat(2_000), source: "s".repeat(2_000) };
    expect(await pager.trigger({ ...page, key: `${long}1` }, IN_TIME)).toEqual(DONE);
    expect(await pager.trigger({ ...page, key: `${long}2` }, IN_TIME)).toEqual(DONE);

    expect(pagerDuty.account.incidents.map(({ title }) => title.length)).toEqual([1_024, 1_024]);
  });

  test("carries as much evidence as it may, and says that there is more", async () => {
    const { pagerDuty, pager } = await world();
    const details = { depth: 3, log: "x".repeat(LARGEST_EVENT) };

    expect(await pager.trigger({ ...PAGE, details }, IN_TIME)).toEqual(DONE);

    const [incident] = pagerDuty.account.incidents;
    expect(incident?.details).toMatchObject({ depth: 3, cut: expect.stringContaining("cut") });
    expect(JSON.stringify(incident?.details).length).toBeGreaterThan(60_000);
  });

  test("leaves evidence out that does not fit in any length", async () => {
    const { pagerDuty, pager } = await world();
    const many = Array.from({ length: 200_000 }, (_, index) => index);

    expect(await pager.trigger({ ...PAGE, details: { many } }, IN_TIME)).toEqual(DONE);

    expect(pagerDuty.account.incidents[0]?.details).toEqual({
      cut: expect.stringContaining("the run has all of it"),
    });
  });
});

describe("a page that PagerDuty does not take at once", () => {
  test.each([
    { name: "a 500", fault: { is: "answer", answer: { status: 500, body: {} } } },
    { name: "the page of a proxy", fault: { is: "page", status: 502 } },
    { name: "a connection that breaks", fault: { is: "cut" } },
    { name: "an answer that is lost", fault: { is: "lost_answer" } },
  ] as const)("is sent again after $name, and opens one incident", async ({ fault }) => {
    const { pagerDuty, pager } = await world();
    pagerDuty.failNext(fault, fault);

    expect(await pager.trigger(PAGE, IN_TIME)).toEqual(DONE);
    expect(pagerDuty.account.incidents).toHaveLength(1);
    expect(pagerDuty.asked).toHaveLength(3);
  });

  test("is left for later after three tries", async () => {
    const { pagerDuty, pager } = await world();
    const fault = { is: "page", status: 503 } as const;
    pagerDuty.failNext(fault, fault, fault);

    expect(await pager.trigger(PAGE, IN_TIME)).toMatchObject({
      is: "later",
      afterMs: 0,
      detail: expect.stringContaining("503"),
    });
    expect(pagerDuty.asked).toHaveLength(3);
  });

  test("is left for later at once, and for as long as PagerDuty says, when that is busy", async () => {
    const { pagerDuty, pager } = await world();
    const headers = { "ratelimit-reset": "17" };
    pagerDuty.failNext({ is: "answer", answer: { status: 429, body: {}, headers } });

    expect(await pager.trigger(PAGE, IN_TIME)).toMatchObject({ is: "later", afterMs: 17_000 });
    expect(pagerDuty.asked).toHaveLength(1);
  });

  test("does not wait for an answer that never comes", async () => {
    const pagerDuty = await startPagerDuty();
    const pager = pagerFor(pagerDuty, { deadlineMs: 50 });
    pagerDuty.failNext({ is: "hang" }, { is: "hang" }, { is: "hang" });

    expect(await pager.trigger(PAGE, IN_TIME)).toMatchObject({ is: "later" });
  });

  test("ends at once when nobody waits any more", async () => {
    const { pagerDuty, pager } = await world();
    pagerDuty.failNext({ is: "hang" });
    const nobody = new AbortController();

    const paging = pager.trigger(PAGE, nobody.signal);
    nobody.abort();

    expect(await paging).toMatchObject({ is: "later" });
  });
});

describe("a page that PagerDuty refuses", () => {
  test("for what it says is not sent again", async () => {
    const { pagerDuty } = await world();
    const routingKey = async () => ({ is: "done", value: "0".repeat(32) }) as const;
    const pager = pagerFor(pagerDuty, {}, { routingKey });

    expect(await pager.trigger(PAGE, IN_TIME)).toEqual({
      is: "refused",
      why: "not_accepted",
      detail: expect.stringContaining("Invalid routing key"),
    });
    expect(pagerDuty.asked).toHaveLength(1);
  });

  test("is not sent at all without a key", async () => {
    const { pagerDuty } = await world();
    const refused = { is: "refused", why: "not_set_up", detail: "no key" } as const;
    const pager = pagerFor(pagerDuty, {}, { routingKey: async () => refused });

    expect(await pager.trigger(PAGE, IN_TIME)).toEqual(refused);
    expect(pagerDuty.asked).toHaveLength(0);
  });
});

test("of 121 pages in a minute, the last one waits and costs PagerDuty nothing", async () => {
  const { pagerDuty, pager } = await world();
  const keys = Array.from({ length: 121 }, (_, index) => `run-${index}`);

  const answers = await Promise.all(keys.map((key) => pager.trigger({ ...PAGE, key }, IN_TIME)));

  expect(answers.filter(({ is }) => is === "done")).toHaveLength(120);
  expect(answers.find(({ is }) => is === "later")).toMatchObject({
    afterMs: expect.toSatisfy((ms: number) => ms > 0 && ms <= 60_000),
  });
  expect(pagerDuty.asked).toHaveLength(120);
});

test("a change is shown beside the incidents and opens none", async () => {
  const { pagerDuty, pager } = await world();
  const change = { service: "platform", summary: "Workers 8 to 14", source: "orders", at: 0 };

  expect(await pager.recordChange({ ...change, details: {}, links: [] }, IN_TIME)).toEqual(DONE);

  expect(pagerDuty.account.changes).toEqual([{ service: "PSVCPLAT1", summary: "Workers 8 to 14" }]);
  expect(pagerDuty.account.incidents).toEqual([]);
});

describe("a note", () => {
  test("is written below the open incident of its key", async () => {
    const { pagerDuty, pager } = await world();
    await pager.trigger(PAGE, IN_TIME);

    expect(await pager.note(NOTE, IN_TIME)).toEqual({ is: "done", value: "noted" });
    expect(pagerDuty.account.incidents[0]?.notes).toEqual([
      "18,420 jobs wait\n\n[pitcrew note n1]",
    ]);
  });

  test("that is sent again is found, and a second one is not", async () => {
    const { pagerDuty, pager } = await world();
    await pager.trigger(PAGE, IN_TIME);

    await pager.note(NOTE, IN_TIME);
    expect(await pager.note(NOTE, IN_TIME)).toEqual({ is: "done", value: "noted" });
    await pager.note({ ...NOTE, id: "n2" }, IN_TIME);

    expect(pagerDuty.account.incidents[0]?.notes).toHaveLength(2);
  });

  test("whose answer was lost is looked for before it is written again", async () => {
    const { pagerDuty, pager } = await world();
    await pager.trigger(PAGE, IN_TIME);
    // The incident and its notes are looked at first; the third request writes.
    pagerDuty.failNext({ is: "none" }, { is: "none" }, { is: "lost_answer" });

    expect(await pager.note(NOTE, IN_TIME)).toMatchObject({ is: "later" });
    expect(pagerDuty.account.incidents[0]?.notes).toHaveLength(1);
    expect(await pager.note(NOTE, IN_TIME)).toEqual({ is: "done", value: "noted" });

    expect(pagerDuty.account.incidents[0]?.notes).toHaveLength(1);
  });

  test("has nowhere to go without an open incident", async () => {
    const { pager } = await world();

    expect(await pager.note(NOTE, IN_TIME)).toEqual({ is: "done", value: "no_incident" });
  });

  test("is refused by an incident that is full", async () => {
    const { pagerDuty, pager } = await world();
    await pager.trigger(PAGE, IN_TIME);
    const full = Array.from({ length: MOST_NOTES }, (_, index) => `note ${index}`);
    pagerDuty.account.incidents[0]?.notes.push(...full);

    expect(await pager.note(NOTE, IN_TIME)).toMatchObject({
      is: "refused",
      why: "too_many_notes",
    });
  });

  test("needs somebody in whose name it is written", async () => {
    const pagerDuty = await startPagerDuty();
    const { token } = pagerDuty.account;
    const credentials = async () => ({ is: "done", value: { token, from: undefined } }) as const;
    const pager = pagerFor(pagerDuty, {}, { credentials });
    await pager.trigger(PAGE, IN_TIME);

    expect(await pager.note(NOTE, IN_TIME)).toMatchObject({
      is: "refused",
      why: "not_accepted",
      detail: expect.stringContaining("Requester User Not Found"),
    });
  });
});

test("a token that PagerDuty does not know is not allowed to look", async () => {
  const pagerDuty = await startPagerDuty();
  const value = { token: "wrong", from: undefined };
  const pager = pagerFor(pagerDuty, {}, { credentials: async () => ({ is: "done", value }) });

  expect(await pager.look(PAGE, IN_TIME)).toMatchObject({ is: "refused", why: "not_allowed" });
});

test("an incident is found by its key, and its key by its id", async () => {
  const { pager } = await world();
  await pager.trigger(PAGE, IN_TIME);

  expect(await pager.look({ ...PAGE, key: "another" }, IN_TIME)).toEqual(DONE);
  expect(await pager.look(PAGE, IN_TIME)).toEqual({
    is: "done",
    value: {
      id: "PINC1",
      url: "https://acme.pagerduty.com/incidents/PINC1",
      status: "triggered",
      assigned: ["PADA123"],
    },
  });
  expect(await pager.keysOf("PINC1", IN_TIME)).toEqual({ is: "done", value: ["run-1"] });
});

test("whoever is on call is named once", async () => {
  const { pager } = await world();

  expect(await pager.onCall("primary", IN_TIME)).toEqual({
    is: "done",
    value: [{ id: "PADA123", name: "Ada Moreau", email: "ada@example.com" }],
  });
});

async function world() {
  const pagerDuty: PagerDuty = await startPagerDuty();
  return { pagerDuty, pager: pagerFor(pagerDuty) };
}
