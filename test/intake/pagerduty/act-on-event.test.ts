import { expect, test } from "vitest";
import type { Actor } from "../../../src/access/actor.ts";
import { Directory } from "../../../src/config/directory.ts";
import { actOnEvent } from "../../../src/intake/pagerduty/act-on-event.ts";
import type { RunWish } from "../../../src/intake/api/needs.ts";
import { type Answer, refuse } from "../../../src/intake/api/refusal.ts";
import { deskWorld } from "../../integrations/postgres/incidents/world.ts";
import { pagerFor } from "../../pagerduty/pager.ts";
import { startPagerDuty } from "../../pagerduty/server.ts";
import { actionEvent, incidentEvent } from "../../pagerduty/webhook.ts";

const IN_TIME = new AbortController().signal;

const DIRECTORY = Directory.parse({
  format: 1,
  people: { ada: { name: "Ada", email: "ada@example.com", pagerduty: "PADA123" } },
});

test.each([
  ["with its key", "pitcrew/run/1"],
  ["by its alerts alone", null],
])("an incident that PagerDuty names %s is known to be resolved", async (_, key) => {
  const { act, recordOf } = await world();

  expect(await act(incidentEvent("acknowledged", key))).toBe("done");
  expect(await act(incidentEvent("resolved", key))).toBe("done");

  expect(await recordOf()).toEqual([
    { kind: "paged", actor: "pitcrew" },
    { kind: "acknowledged", actor: "ada" },
    { kind: "resolved", actor: "ada" },
  ]);
});

test("is tried again while PagerDuty does not say which incident it is", async () => {
  const { act, pagerDuty, recordOf } = await world();
  const down = { is: "page", status: 503 } as const;
  pagerDuty.failNext(down, down, down);

  expect(await act(incidentEvent("resolved", null))).toBe("again");
  expect(await recordOf()).toHaveLength(1);
});

test("an action starts its playbook for the same thing, once, and says so on the incident", async () => {
  const { act, started, notes } = await world();

  await act(actionEvent("Run playbook clear-stuck-lock"));
  await act(actionEvent("Run playbook clear-stuck-lock"));

  const [first, second] = started;
  expect(first).toMatchObject({
    wish: { playbook: "clear-stuck-lock", params: { service: "cart" } },
    actor: { id: "ada", person: "ada", surface: "pagerduty" },
  });
  expect(second?.run).toBe(first?.run);
  expect(notes()).toEqual([expect.stringContaining("has started clear-stuck-lock")]);
});

test("an action that may not be carried out says why on the incident", async () => {
  const refused = refuse("E402", "ada may not start what platform owns", "Ask somebody else.");
  const { act, notes } = await world(refused);

  await act(actionEvent("run playbook queue-backlog"));

  expect(notes()).toEqual([
    expect.stringContaining("E402 ada may not start what platform owns. Ask somebody else."),
  ]);
});

test("somebody whom the directory does not know has no rights", async () => {
  const { act, started } = await world();
  const agent = { id: "PSTRANGER", type: "user_reference" };

  await act({ ...actionEvent("run playbook queue-backlog"), agent });

  expect(started[0]?.actor).toEqual({
    id: "pagerduty:PSTRANGER",
    person: null,
    surface: "pagerduty",
    scope: [],
  });
});

test.each([
  actionEvent("Restart the world"),
  { ...incidentEvent("resolved", "k"), event_type: "incident.annotated" },
  { ...incidentEvent("resolved", "k"), event_type: "pagey.ping" },
])("whatever means nothing here changes nothing", async (event) => {
  const { act, started, recordOf } = await world();

  expect(await act(event)).toBe("done");
  expect([started, await recordOf()]).toMatchObject([[], [{ kind: "paged" }]]);
});

interface Started {
  readonly run: string;
  readonly wish: RunWish;
  readonly actor: Actor;
}

async function world(answer: Answer<never> | { readonly ok: true } = { ok: true }) {
  const { desk, runs, sql, escalated } = await deskWorld();
  const pagerDuty = await startPagerDuty();
  const pager = pagerFor(pagerDuty);
  await escalated();
  const [wish] = await desk.take(1, 0);
  if (wish === undefined) throw new Error("There is no wish to page");
  const key = "pitcrew/run/1";
  const page = { service: "platform", key, summary: "s", severity: "high", source: "s" } as const;
  await pager.trigger({ ...page, details: {}, links: [] }, IN_TIME);
  await desk.settle(wish, { is: "paged", key, service: "platform", details: {} });
  const started: Started[] = [];
  return {
    pagerDuty,
    started,
    notes: () => pagerDuty.account.incidents[0]?.notes,
    act: (event: object) =>
      actOnEvent(
        // What the test has made is JSON.
        { delivery: "delivery-1", event: JSON.parse(JSON.stringify({ event })) as never },
        {
          desk,
          pager,
          runs,
          directory: () => DIRECTORY,
          start: async (run, wanted, actor) => {
            started.push({ run, wish: wanted, actor });
            return answer as never; // what is started is looked at by nobody here
          },
        },
        IN_TIME,
      ),
    recordOf: () =>
      sql("select kind, actor from events where subject = $1 order by seq", `incident:${key}`),
  };
}
