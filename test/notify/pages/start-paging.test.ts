import { createHash, randomUUID } from "node:crypto";
import { expect, onTestFinished, test, vi } from "vitest";
import { Directory } from "../../../src/config/directory.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { startPaging } from "../../../src/notify/pages/start-paging.ts";
import type { Pager } from "../../../src/ports/pager.ts";
import { createdRun } from "../../contract/run-store/world.ts";
import { stateOf } from "../../contract/run-store/example-runs.ts";
import { programOf } from "../../engine/machine/driver.ts";
import { type DeskWorld, deskWorld } from "../../integrations/postgres/incidents/world.ts";
import { pagerFor } from "../../pagerduty/pager.ts";
import { type PagerDuty, startPagerDuty } from "../../pagerduty/server.ts";

const DIRECTORY = Directory.parse({
  format: 1,
  people: { ada: { name: "Ada", email: "ada@example.com" } },
  channels: { incidents: "C04INCIDENT" },
  services: {
    platform: "PSVCPLAT1",
    rest: "PSVCREST1",
    doubled: { id: "PSVCPLAT1", alertmanager_pages: true },
  },
  teams: {
    platform: { members: { ada: ["responder"] }, service: "platform" },
    quiet: { members: { ada: ["responder"] }, channel: "incidents" },
  },
});

const PROGRAM = programOf([{ id: "look", kind: "test.read", with: { target: "a" } }], {
  owner: "platform",
  severity: "critical",
});

test("an ended run that hands over to a team opens an incident with what it found", async () => {
  const { world, pagerDuty, page } = await paging();
  const run = await world.escalated("platform");
  page();

  await settled(world, "paged");

  expect(pagerDuty.account.incidents).toMatchObject([
    {
      key: `pitcrew/run/${run}`,
      title: "test · cart: Half of the workers crash",
      severity: "critical",
      links: [{ href: `https://pitcrew.example/runs/${run}` }],
      details: { run, playbook: "clear-stuck-lock 1.2.0", params: { service: "cart" } },
    },
  ]);
});

test("a page about an alert and one about the run it has started are one incident", async () => {
  const { world, pagerDuty, page } = await paging();
  const run = await world.escalated("pagerduty/platform");
  const occurrence = await world.occurrence(run);
  await world.pageForAlert(occurrence, "platform");
  page();

  await settled(world, "paged", 2);

  expect(pagerDuty.account.incidents).toMatchObject([
    { key: `pitcrew/alert/${occurrence}`, triggers: 2 },
  ]);
});

test("an alert that belongs to no team goes to the service that is left for such", async () => {
  const { world, pagerDuty, page } = await paging({ defaultService: "rest" });
  const occurrence = await world.occurrence();
  await world.pageForAlert(occurrence, null);
  page();

  await settled(world, "paged");

  expect(pagerDuty.account.incidents).toMatchObject([
    { title: "QueueBacklog: The cool-down has not ended", severity: "critical" },
  ]);
});

test("where Alertmanager has paged by itself, what was found is written below its page", async () => {
  const { world, pagerDuty, page } = await paging();
  const groupKey = '{}:{alertname="QueueBacklog"}';
  await alertmanagerPages(pagerDuty, groupKey);
  const run = await world.escalated("pagerduty/doubled");
  await world.occurrence(run);
  await world.sql("update occurrences set group_key = $1", groupKey);
  page();

  await settled(world, "noted");

  expect(pagerDuty.account.incidents).toMatchObject([
    {
      title: "Alertmanager says so",
      notes: [expect.stringContaining("Half of the workers crash")],
    },
  ]);
});

test("where Alertmanager should have paged and has not, somebody is paged all the same", async () => {
  const { world, pagerDuty, page } = await paging();
  const run = await world.escalated("pagerduty/doubled");
  await world.occurrence(run);
  await world.sql("update occurrences set group_key = '{}:{}'");
  page();

  await settled(world, "paged");

  expect(pagerDuty.account.incidents).toHaveLength(1);
});

test.each(["slack/incidents", "quiet"])("what goes to %s is left to the chat", async (to) => {
  const { world, pagerDuty, page } = await paging();
  await world.escalated(to);
  page();

  await settled(world, "told_elsewhere");

  expect(pagerDuty.asked).toEqual([]);
});

test("a note is written on the incident of the run's alert, wherever that was opened", async () => {
  const pagerDuty = await startPagerDuty();
  const pager = pagerFor(pagerDuty, {}, { serviceId: onlyRest });
  const { world, page } = await paging({ pager });
  const run = await world.noted(null);
  const occurrence = await world.occurrence(run);
  await world.sql("update outbox set next_at = now() + interval '1 day'");
  await world.pageForAlert(occurrence, "pagerduty/rest");
  page();
  await settled(world, "paged");
  await world.sql("update outbox set next_at = now() where delivered_at is null");

  await settled(world, "noted");

  expect(pagerDuty.account.incidents).toMatchObject([
    {
      key: `pitcrew/alert/${occurrence}`,
      triggers: 1,
      notes: [
        expect.stringContaining(
          `test · cart: The workers restart\n\nhttps://pitcrew.example/runs/${run}`,
        ),
      ],
    },
  ]);
});

test("a note is written on the incident that Alertmanager has opened by itself", async () => {
  const { world, pagerDuty, page } = await paging();
  const groupKey = '{}:{alertname="QueueBacklog"}';
  await alertmanagerPages(pagerDuty, groupKey);
  await world.occurrence(await world.noted("platform"));
  await world.sql("update occurrences set group_key = $1", groupKey);
  page();

  await settled(world, "noted");

  expect(pagerDuty.account.incidents).toMatchObject([
    { title: "Alertmanager says so", notes: [expect.stringContaining("The workers restart")] },
  ]);
});

test("a note without an incident opens none and wakes nobody, and the record says so", async () => {
  const { world, pagerDuty, page } = await paging();
  const run = await world.noted(null);
  page();

  await settled(world, "no_incident");

  expect(pagerDuty.account.incidents).toEqual([]);
  expect(await world.sql("select subject, body from events where kind = $1", NO_INCIDENT)).toEqual([
    { subject: `incident:run:${run}`, body: expect.anything() },
  ]);
});

test("a note that PagerDuty does not take counts as nobody's page", async () => {
  const { world, page } = await paging({
    pager: pagerFor(await startPagerDuty(), {}, { credentials: noKey }),
  });
  await world.noted("platform");
  page();

  await vi.waitUntil(
    async () => (await world.sql("select from outbox where trouble is not null")).length > 0,
    FOREVER,
  );

  expect(await world.desk.unpaged()).toEqual([]);
});

test("nobody is woken for an alert that was over before they could be", async () => {
  const { world, pagerDuty, page } = await paging();
  const occurrence = await world.occurrence();
  await world.pageForAlert(occurrence, "platform");
  await world.sql(
    "update occurrences set closed_at = clock_timestamp(), closed_because = 'resolved'",
  );
  page();

  await settled(world, "over");

  expect(pagerDuty.asked).toEqual([]);
});

test("while PagerDuty is down everybody can see that nobody has been paged; then one is", async () => {
  const { world, pagerDuty, page } = await paging();
  const down = { is: "page", status: 503 } as const;
  pagerDuty.failNext(down, down, down);
  const run = await world.escalated("platform");
  page();

  await vi.waitUntil(async () => (await world.desk.unpaged()).length > 0, FOREVER);
  expect(await world.desk.unpaged()).toMatchObject([
    { run, attempts: 1, trouble: expect.stringContaining("503") },
  ]);
  await world.sql("update outbox set next_at = now()");

  await settled(world, "paged");
  expect(pagerDuty.account.incidents).toHaveLength(1);
  expect(await world.desk.unpaged()).toEqual([]);
});

test("a page that no one could be woken by for a day is given up", async () => {
  const { world, pagerDuty, page } = await paging({
    pager: pagerFor(await startPagerDuty(), {}, { routingKey: noKey }),
  });
  await world.escalated("platform");
  await world.sql("update outbox set created_at = now() - interval '25 h'");
  page();

  await settled(world, "given_up");

  expect(pagerDuty.asked).toEqual([]);
});

test("somebody is paged for a run that no worker brings to an end", async () => {
  const { world, pagerDuty, page } = await paging();
  const state = stateOf(randomUUID(), { deadline: Date.now() - 120_000 });
  await createdRun(world.runs, { state });
  page();

  await settled(world, "paged");

  expect(pagerDuty.account.incidents[0]?.title).toContain("has come to no end by its deadline");
});

test("somebody is paged because a person wants it, who is named", async () => {
  const { world, pagerDuty, page } = await paging();
  const run = await liveRun(world);
  const wish = { id: "dialog-1", run, to: "platform", reason: "It spreads" };
  await world.desk.ask(wish, { actor: "ada", surface: "slack" });
  page();

  await settled(world, "paged");

  expect(pagerDuty.account.incidents).toMatchObject([
    { title: "test · cart: ada asks for somebody: It spreads" },
  ]);
});

test("what a run has changed stands beside the incidents of its owner's service", async () => {
  const { world, pagerDuty, page } = await paging();
  const run = await liveRun(world);
  await world.sql(
    `insert into intents (run_id, step, item, key, digest, epoch, effect_class, phase, attempt,
       outcome, outcome_at)
     values ($1, 'look', 0, 'k', 'd', 1, 'once', 'run', 1, 'succeeded', now())`,
    run,
  );
  page();

  await settled(world, "recorded");

  expect(pagerDuty.account.incidents).toEqual([]);
  expect(pagerDuty.account.changes).toMatchObject([{ summary: 'test · cart: step "look"' }]);
});

test("an incident is resolved in PagerDuty when the alert is over", async () => {
  const { world, pagerDuty, page } = await paging();
  const occurrence = await world.occurrence();
  await world.pageForAlert(occurrence, "platform");
  await stopped(page(), () => settled(world, "paged"));
  await world.sql(
    "update occurrences set closed_at = clock_timestamp(), closed_because = 'resolved'",
  );
  page();

  await vi.waitUntil(async () => (await world.desk.behind()).length === 0, FOREVER);

  expect(pagerDuty.account.incidents).toMatchObject([{ status: "resolved" }]);
});

/** The test ends by itself when it takes too long. */
const FOREVER = { timeout: 0x7fff_ffff, interval: 20 };

const onlyRest = (service: string) =>
  service === "rest"
    ? ({ is: "done", value: "PSVCPLAT1" } as const)
    : ({ is: "refused", why: "no_such_service", detail: `${service} is not theirs` } as const);

const NO_INCIDENT = "note_without_incident";

const noKey = async () =>
  ({ is: "refused", why: "not_set_up", detail: "PAGERDUTY_ROUTING_KEY is not set" }) as const;

async function paging(
  more: { readonly defaultService?: string; readonly pager?: Pager } = {},
): Promise<{
  readonly world: DeskWorld;
  readonly pagerDuty: PagerDuty;
  readonly page: () => () => Promise<void>;
}> {
  const world = await deskWorld();
  const pagerDuty = await startPagerDuty();
  const page = () => {
    const stop = startPaging({
      desk: world.desk,
      pager: pagerFor(pagerDuty),
      runs: world.runs,
      programOf: async () => PROGRAM,
      directory: () => DIRECTORY,
      defaultService: undefined,
      linkTo: (run) => `https://pitcrew.example/runs/${run}`,
      chance: () => 0,
      clock: systemClock,
      silentAfterMs: 60_000,
      onTrouble: (error) => {
        throw error;
      },
      ...more,
    });
    onTestFinished(stop);
    return stop;
  };
  return { world, pagerDuty, page };
}

function liveRun({ runs }: DeskWorld): Promise<string> {
  return createdRun(runs, { state: stateOf(randomUUID(), { deadline: Date.now() + 3_600_000 }) });
}

/** As Alertmanager does it, under the key that it makes of the group. */
async function alertmanagerPages(pagerDuty: PagerDuty, groupKey: string): Promise<void> {
  const key = createHash("sha256").update(groupKey).digest("hex");
  const page = { key, summary: "Alertmanager says so", severity: "high", source: "eu" } as const;
  const more = { service: "platform", details: {}, links: [] };
  await pagerFor(pagerDuty).trigger({ ...page, ...more }, new AbortController().signal);
}

async function stopped(stop: () => Promise<void>, until: () => Promise<void>): Promise<void> {
  await until();
  await stop();
}

async function settled({ sql }: DeskWorld, result: string, count = 1): Promise<void> {
  const read = async () => sql("select id from outbox where result = $1", result);
  await vi.waitUntil(async () => (await read()).length === count, FOREVER);
}
