import { Client } from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Actor } from "../../src/access/actor.ts";
import { openScheduleStore } from "../../src/integrations/postgres/schedules/open-schedule-store.ts";
import { systemClock } from "../../src/integrations/system/clock.ts";
import type { Started } from "../../src/schedule/start-due.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import { type SchedulerOptions, startScheduler } from "../../src/schedule/start-scheduler.ts";
import { newRun, stateOf } from "../contract/run-store/example-runs.ts";
import { storeAt } from "../contract/run-store/world.ts";
import { freshDatabase } from "../postgres/server.ts";

const EACH_SECOND: Schedule = {
  name: "often",
  cron: "* * * * * *",
  timeZone: "UTC",
  jitterMs: 0,
  playbook: "look",
  params: { depth: 3 },
};

test("five processes fire each time once, under one id", async () => {
  const { fleet, rows } = await world();
  const starts: string[] = [];
  const start: SchedulerOptions["start"] = async (run, wish, actor) => {
    starts.push(run);
    expect([wish, actor]).toEqual([{ playbook: "look", params: { depth: 3 } }, ACTOR]);
    return { ok: true };
  };

  await fleet(5, { start });
  await vi.waitUntil(() => starts.length >= 3, FOREVER);

  expect(new Set(starts).size).toBe(starts.length);
  const fired = (await rows()).filter(({ result }) => result === "started");
  expect(fired.map(({ run_id: run }) => run)).toEqual(expect.arrayContaining(starts.slice(0, 2)));
});

test("what may not be started is kept with the reason", async () => {
  const { fleet, rows } = await world();

  await fleet(1, { start: async () => ({ ok: false, because: "E311 There is no such playbook" }) });
  await vi.waitUntil(
    async () => (await rows()).some(({ result }) => result === "refused"),
    FOREVER,
  );

  expect((await rows())[0]).toMatchObject({ because: "E311 There is no such playbook" });
});

test("nothing is started beside a run of the schedule that still goes on", async () => {
  const { fleet, rows, runs } = await world();
  const start: SchedulerOptions["start"] = async (run) => {
    await runs.create(newRun({ state: stateOf(run) }));
    return { ok: true };
  };

  await fleet(1, { start });
  await vi.waitUntil(
    async () => (await rows()).some(({ result }) => result === "goes_on"),
    FOREVER,
  );

  expect((await rows()).filter(({ result }) => result === "started")).toHaveLength(1);
});

test("what a process had claimed that died is started by another, as the same run", async () => {
  const { fleet, rows, store, sql } = await world();
  const at = Date.parse("2026-11-21T03:00:00Z");
  await store.keep([{ name: "often", times: "* * * * * * UTC" }]);
  await store.claim("often", at);
  await sql("update schedule_times set claimed_at = now() - interval '2 min'");
  const starts: string[] = [];

  await fleet(1, { start: async (run) => (starts.push(run), { ok: true }) });
  await vi.waitUntil(async () => (await rows())[0]?.result === "started", FOREVER);

  expect((await rows())[0]?.run_id).toBe(starts[0]);
});

test("times that passed while nobody was there are reported once, and not made up for", async () => {
  const { fleet, store, sql } = await world();
  const hourly = { ...EACH_SECOND, name: "hourly", cron: "0 * * * *" };
  await store.keep([{ name: "hourly", times: "0 * * * * UTC" }]);
  await sql("update schedules set since = now() - interval '3 h'");
  const missed: string[] = [];
  const onMissed = (name: string, times: readonly number[]) =>
    missed.push(`${name} ${times.length}`);

  await fleet(2, { schedules: [hourly], onMissed, start: never });
  await vi.waitUntil(() => missed.length > 0, FOREVER);

  expect(missed).toEqual([expect.stringMatching(/^hourly [23]$/)]);
  const [state] = await store.states();
  expect(state).toMatchObject({ name: "hourly", last: { is: "missed" } });
});

test("a schedule that gets other times begins anew, and has missed nothing", async () => {
  const { store, sql } = await world();
  await store.keep([{ name: "hourly", times: "0 * * * * UTC" }]);
  await sql("update schedules set since = now() - interval '3 h'");

  await store.keep([{ name: "hourly", times: "30 * * * * UTC" }]);

  const [state] = await store.states();
  expect(Date.now() - (state?.since ?? 0)).toBeLessThan(3_600_000);
});

const ACTOR: Actor = {
  id: "schedule:often",
  person: null,
  surface: "schedule",
  scope: ["responder"],
};

/** The test ends by itself when it takes too long. */
const FOREVER = { timeout: 0x7fff_ffff, interval: 20 };

const never = async (): Promise<Started> => {
  throw new Error("Nothing is due");
};

interface TimeRow {
  readonly result: string;
  readonly run_id: string | null;
  readonly because: string | null;
}

async function world() {
  const address = await freshDatabase();
  const open = () => {
    const { store, close } = openScheduleStore(address, () => undefined);
    onTestFinished(close);
    return store;
  };
  const client = new Client({ ...address });
  await client.connect();
  onTestFinished(() => client.end());
  return {
    store: open(),
    runs: storeAt(address),
    sql: async (text: string) => client.query(text),
    rows: async () => {
      const { rows } = await client.query("select * from schedule_times order by at");
      return rows as TimeRow[]; // as the columns are
    },
    fleet: async (
      count: number,
      more: Partial<SchedulerOptions> & Pick<SchedulerOptions, "start">,
    ) => {
      for (let each = 0; each < count; each += 1) {
        const { stop } = await startScheduler({
          schedules: [EACH_SECOND],
          store: open(),
          clock: systemClock,
          onMissed: () => undefined,
          onTrouble: (error) => {
            throw error;
          },
          ...more,
        });
        onTestFinished(stop);
      }
    },
  };
}
