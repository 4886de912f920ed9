import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openPageDesk } from "../../../../src/integrations/postgres/incidents/open-page-desk.ts";
import { openAlertStore } from "../../../../src/integrations/postgres/alerts/open-alert-store.ts";
import type { Paged, Wish } from "../../../../src/ports/page-desk.ts";
import { stateOf } from "../../../contract/run-store/example-runs.ts";
import { createdRun } from "../../../contract/run-store/world.ts";
import { firing } from "../alerts/world.ts";
import { type DeskWorld, deskWorld } from "./world.ts";

const PERSON = { actor: "ada", surface: "pagerduty" };

let world: DeskWorld;

beforeEach(async () => {
  world = await deskWorld();
});

describe("a wish to page", () => {
  test("comes with the run that hands over", async () => {
    const run = await world.escalated("platform");

    expect(await take()).toMatchObject([
      {
        run,
        root: run,
        alert: null,
        attempts: 0,
        cause: { is: "escalate", to: "platform", reason: "Half of the workers crash" },
      },
    ]);
  });

  test("of a run that an alert has started knows of the alert", async () => {
    const run = await world.escalated();
    const occurrence = await world.occurrence(run);

    expect(await take()).toMatchObject([
      { run, alert: { occurrence, source: "east", labels: { queue: "orders" } } },
    ]);
  });

  test("of a run inside others belongs to the outermost of them, and to its alert", async () => {
    const root = await createdRun(world.runs);
    const inner = await world.escalated("platform", { parent: { run: root, step: "a", item: 0 } });
    const parent = { run: inner, step: "b", item: 0 };
    const innermost = await world.escalated("platform", { parent });
    const occurrence = await world.occurrence(root);

    expect(await take()).toMatchObject([
      { run: inner, root, alert: { occurrence } },
      { run: innermost, root, alert: { occurrence } },
    ]);
  });

  test("comes from an alert as well that no run takes care of", async () => {
    const occurrence = await world.occurrence();
    await world.pageForAlert(occurrence, null);

    expect(await take()).toMatchObject([
      { run: null, alert: { occurrence }, cause: { is: "page_for_alert", to: null } },
    ]);
  });

  test("knows under which key Alertmanager may have paged already", async () => {
    const { intake, close: closeAlerts } = openAlertStore(world.address, () => undefined);
    onTestFinished(closeAlerts);
    const sighting = firing();
    await intake.takeIn([{ ...sighting, groupKey: "{}:{}" }]);
    await intake.takeIn([sighting]);
    await world.pageForAlert(sighting.id, null);

    expect(await take()).toMatchObject([{ alert: { groupKey: "{}:{}" } }]);
  });

  test("is given to one of many who take at the same moment", async () => {
    const runs = await Promise.all(Array.from({ length: 10 }, () => world.escalated()));
    const others = Array.from({ length: 5 }, () => another());

    const taken = await Promise.all(others.map((desk) => desk.take(10, 60_000)));

    const given = taken.flat().map(({ run }) => run);
    expect(given).toHaveLength(runs.length);
    expect(new Set(given)).toEqual(new Set(runs));
  });

  test("is given to somebody else when whoever took it has died", async () => {
    await world.escalated();
    await world.desk.take(10, 0);

    expect(await take()).toMatchObject([{ attempts: 1 }]);
  });

  test("is not given out while it is put off, and shows that nobody has been paged", async () => {
    const run = await world.escalated();
    const wish = await taken();
    expect(await world.desk.unpaged()).toEqual([]);

    await world.desk.putOff(wish, 60_000, "PagerDuty answered 503");

    expect(await take()).toEqual([]);
    expect(await world.desk.unpaged()).toMatchObject([
      { run, attempts: 1, trouble: "PagerDuty answered 503" },
    ]);
  });

  test("is over once somebody was paged", async () => {
    const run = await world.escalated();
    const wish = await taken(0);
    await world.desk.putOff(wish, 0, "PagerDuty answered 503");

    await world.desk.settle(wish, paged("k1"));

    expect(await take()).toEqual([]);
    expect(await world.desk.unpaged()).toEqual([]);
    expect(await world.desk.incident("k1")).toEqual({
      key: "k1",
      service: "platform",
      run,
      occurrence: null,
    });
    expect(await recordOf("incident:k1")).toEqual(["paged"]);
  });

  test("that is settled twice is recorded once", async () => {
    await world.escalated();
    const wish = await taken();

    await world.desk.settle(wish, paged("k1"));
    await world.desk.settle(wish, paged("k1"));

    expect(await recordOf("incident:k1")).toEqual(["paged"]);
  });

  test("that is given up stays in the record", async () => {
    const run = await world.escalated();

    await world.desk.settle(await taken(), { is: "given_up", trouble: "Invalid routing key" });

    expect(await take()).toEqual([]);
    expect(await recordOf(`incident:run:${run}`)).toEqual(["page_given_up"]);
  });
});

describe("a page that a person asks for", () => {
  const PAGE = { id: "dialog-1", to: "platform", reason: "It spreads" };

  test("is wanted once, however often it is asked for, and stands in the record", async () => {
    const run = await createdRun(world.runs);
    for (const surface of ["slack", "slack"]) {
      await world.desk.ask({ ...PAGE, run }, { actor: "ada", surface });
    }

    expect(await take()).toMatchObject([
      { run, cause: { is: "page_asked", to: "platform", reason: "It spreads", by: "ada" } },
    ]);
    expect(await recordOf(`incident:run:${run}`)).toEqual(["page_asked"]);
  });

  test("shows that nobody has been paged while it reaches nobody", async () => {
    await world.desk.ask({ ...PAGE, run: await createdRun(world.runs) }, PERSON);
    await world.desk.putOff(await taken(), 60_000, "PagerDuty answered 503");

    expect(await world.desk.unpaged()).toMatchObject([{ trouble: "PagerDuty answered 503" }]);
  });
});

describe("a change", () => {
  const intent = (run: string, key: string, more = "'idempotent', 'run', 1, 'succeeded'") =>
    world.sql(
      `insert into intents (run_id, step, item, key, digest, epoch, effect_class, phase, attempt,
         outcome, outcome_at)
       values ($1, 'scale', 0, $2, 'd', 1, ${more}, now())`,
      run,
      key,
    );

  test("is to be told of once, however often it was tried, and when it is taken back", async () => {
    const run = await createdRun(world.runs);
    await intent(run, "k1");
    await intent(run, "k1", "'idempotent', 'run', 2, 'succeeded'");
    await intent(run, "k2", "'idempotent', 'undo', 1, 'succeeded'");
    await world.desk.wantChanges();
    await world.desk.wantChanges();

    expect((await take()).map(({ cause }) => cause)).toMatchObject([
      { is: "record_change", step: "scale", item: 0, phase: "run" },
      { is: "record_change", phase: "undo" },
    ]);
    expect(await world.desk.unpaged()).toEqual([]);
  });

  test("is neither a look nor what has failed", async () => {
    const run = await createdRun(world.runs);
    await intent(run, "k1", "'read', 'run', 1, 'succeeded'");
    await intent(run, "k2", "'idempotent', 'run', 2, 'failed'");
    await world.desk.wantChanges();

    expect(await take()).toEqual([]);
  });
});

describe("a run without an end", () => {
  const PAST = { deadline: Date.now() - 120_000 };

  test("is to be paged for once, so long after its deadline", async () => {
    const run = await runWith(PAST);

    await world.desk.wantSilent(60_000);
    await world.desk.wantSilent(60_000);

    expect(await take()).toMatchObject([{ run, cause: { is: "no_verdict" } }]);
    expect(await take()).toEqual([]);
  });

  test("is left alone until then", async () => {
    await runWith(PAST);

    await world.desk.wantSilent(180_000);

    expect(await take()).toEqual([]);
  });

  test("is left alone when it only observes", async () => {
    await runWith({ ...PAST, mode: "observe" });

    await world.desk.wantSilent(60_000);

    expect(await take()).toEqual([]);
  });

  async function runWith(more: Parameters<typeof stateOf>[1]): Promise<string> {
    return createdRun(world.runs, { state: stateOf(randomUUID(), more) });
  }
});

describe("an incident", () => {
  test("is behind once the alert is over, until PagerDuty knows", async () => {
    const run = await world.escalated();
    const occurrence = await world.occurrence(run);
    await world.desk.settle(await taken(), paged("k1"));
    expect(await world.desk.behind()).toEqual([]);

    await close(occurrence, "resolved");
    expect(await world.desk.behind()).toEqual([
      { key: "k1", service: "platform", how: "resolved" },
    ]);
    await world.desk.follow("k1", "resolved", PERSON);

    expect(await world.desk.behind()).toEqual([]);
    expect(await recordOf("incident:k1")).toEqual(["paged", "resolved"]);
  });

  test("is not resolved by an alert that is merely not heard of any more", async () => {
    const run = await world.escalated();
    const occurrence = await world.occurrence(run);
    await world.desk.settle(await taken(), paged("k1"));

    await close(occurrence, "stale");

    expect(await world.desk.behind()).toEqual([]);
  });

  test("is behind once a person has acted on the run", async () => {
    const run = await world.escalated();
    await world.desk.settle(await taken(), paged("k1"));
    await world.sql(
      `insert into events (subject, kind, actor, surface, body)
       values ($1, 'undo_asked', 'ada', 'slack', '{}')`,
      `run:${run}`,
    );

    expect(await world.desk.behind()).toEqual([
      { key: "k1", service: "platform", how: "acknowledged" },
    ]);
    await world.desk.follow("k1", "acknowledged", PERSON);
    expect(await world.desk.behind()).toEqual([]);
  });

  test("that is resolved is opened again by the next page", async () => {
    await world.escalated();
    await world.desk.settle(await taken(), paged("k1"));
    await world.desk.follow("k1", "resolved", PERSON);
    await world.desk.follow("k1", "acknowledged", PERSON);
    const second = await world.escalated();
    const occurrence = await world.occurrence(second);

    await world.desk.settle(await taken(), paged("k1"));

    expect(await world.sql("select resolved_at, acknowledged_at from incidents")).toEqual([
      { resolved_at: null, acknowledged_at: null },
    ]);
    expect(occurrence).toBeTypeOf("string");
    expect(await recordOf("incident:k1")).toEqual(["paged", "resolved", "paged"]);
  });

  test("of somebody else is not known", async () => {
    expect(await world.desk.incident("k2")).toBeUndefined();
  });
});

function take(): Promise<readonly Wish[]> {
  return world.desk.take(10, 60_000);
}

async function taken(forMs = 60_000): Promise<Wish> {
  const [wish] = await world.desk.take(1, forMs);
  if (wish === undefined) throw new Error("There is no wish to page");
  return wish;
}

function another() {
  const { desk, close } = openPageDesk(world.address, () => undefined);
  onTestFinished(close);
  return desk;
}

function paged(key: string): Paged {
  return { is: "paged", key, service: "platform", details: {} };
}

async function close(occurrence: string, because: string): Promise<void> {
  await world.sql(
    "update occurrences set closed_at = clock_timestamp(), closed_because = $2 where id = $1",
    occurrence,
    because,
  );
}

async function recordOf(subject: string): Promise<readonly unknown[]> {
  const rows = await world.sql("select kind from events where subject = $1 order by seq", subject);
  return rows.map((row) => Object.values(row)[0]);
}
