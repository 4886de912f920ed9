import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readExportLine } from "../../../../src/audit/export.ts";
import { EVERYTHING, openVerifier } from "../../../../src/audit/verify-record.ts";
import { judgeRecent } from "../../../../src/audit/judge-recent.ts";
import { defaultSettings } from "../../../../src/config/settings.ts";
import { keptFor } from "../../../../src/engine/housekeeping/kept.ts";
import { sweep } from "../../../../src/engine/housekeeping/sweep.ts";
import { archiveFolder } from "../../../../src/integrations/archive-folder/client.ts";
import { openReader } from "../../../../src/integrations/postgres/audit/open-reader.ts";
import { openHousekeeping } from "../../../../src/integrations/postgres/upkeep/open-housekeeping.ts";
import { administer } from "../../../postgres/administer.ts";
import { DAY, worldOfOldThings } from "./long-ago.ts";

const KEPT = keptFor(defaultSettings().retention);
const AUTHOR = { actor: "pitcrew", surface: "engine" };
const LIVE = new AbortController().signal;

describe("a run that ended longer ago than runs are kept", () => {
  test("goes with all that belongs to it, and what is left is still proved whole", async () => {
    const world = await worldOfOldThings();
    const [old, young] = [await world.endedRun(), await world.endedRun()];
    await world.backDate(old, 500);
    await world.sealedAgo(500);
    const folder = await temporaryFolder();

    const removed = await sweepWith(world, folder);

    expect(removed).toEqual({ runs: 1 });
    expect(await world.query("select id from runs")).toEqual([{ id: young }]);
    expect(await rowsThatName(world, old)).toEqual([]);
    await world.sealed.sealAll();
    expect(await world.sealed.verify(await world.sealed.notes())).toMatchObject({
      found: 0,
      removed: 1,
    });
  });

  test("can be read in the archive, which proves what it said", async () => {
    const world = await worldOfOldThings();
    const old = await world.endedRun();
    await world.backDate(old, 500);
    await world.sealedAgo(500);
    const folder = await temporaryFolder();
    await sweepWith(world, folder);

    const entries = await archivedIn(folder);

    expect(entries.map(({ subject }) => subject)).toEqual(entries.map(() => `run:${old}`));
    expect(entries.length).toBeGreaterThan(1);
    expect(await verifyWith(world, entries)).toMatchObject({ found: 0, removed: 0 });
    const forged = entries.map((entry) => ({ ...entry, actor: "eve" }));
    expect((await verifyWith(world, forged)).found).toBeGreaterThan(0);
  });

  test("lets a process start that looks at the newest checkpoints, which name it", async () => {
    const world = await worldOfOldThings();
    await world.backDate(await world.endedRun(), 500);
    await world.sealedAgo(500);
    await sweepWith(world, await temporaryFolder());
    const { recent, close } = openReader(world.app, () => undefined);
    onTestFinished(close);

    expect(judgeRecent(await recent(), [world.sealed.signer.key])).toEqual([]);
  });

  test("stays while a run that it started is there, and goes after that", async () => {
    const world = await worldOfOldThings();
    const parent = await world.endedRun();
    const child = await world.endedRun(parent);
    await world.backDate(parent, 500);
    await world.backDate(child, 450);

    expect(await world.housekeeping.pastRuns(400 * DAY, 10)).toEqual([child]);

    expect(await sweepWith(world, await temporaryFolder())).toEqual({ runs: 2 });
  });

  test("stays where nothing is archived", async () => {
    const world = await worldOfOldThings();
    await world.backDate(await world.endedRun(), 500);
    const { housekeeping: store } = world;

    expect(await sweep(KEPT, { store, archive: undefined }, AUTHOR, LIVE)).toEqual({});

    expect(await world.query("select count(*)::int as runs from runs")).toEqual([{ runs: 1 }]);
  });
});

describe("who serves", () => {
  test("cannot have a run removed before its time, whatever it says", async () => {
    const world = await worldOfOldThings();
    const [run, backDated] = [await world.endedRun(), await world.endedRun()];
    const at = "now() - interval '500 days'";
    await administer(world.app, `update runs set ended_at = ${at} where id = '${backDated}'`);
    const archive = { file: "/tmp/none", sha256: "00" };

    const runs = [run, backDated];
    const removed = await world.housekeeping.removeRuns({
      runs,
      keepMs: 0,
      archive,
      author: AUTHOR,
    });

    expect(removed).toBe(0);
    expect(await world.query("select count(*)::int as runs from runs")).toEqual([{ runs: 2 }]);
  });

  test.each(["events", "verdicts", "runs", "sessions", "answers"])(
    "may still remove nothing from %s by itself",
    async (table) => {
      const { app } = await worldOfOldThings();

      await expect(
        administer(app, `set pitcrew.past_its_time = 'yes'; delete from ${table}`),
      ).rejects.toThrow("permission denied");
    },
  );

  test("is found out when it says that a chain was removed which nobody had removed", async () => {
    const world = await worldOfOldThings();
    const run = await world.endedRun();
    await world.sealedAgo(10);
    const [head] = await world.query<{ seq: number; hash: string }>(
      "select seq::int, encode(hash, 'hex') as hash from events where subject = $1 order by seq desc limit 1",
      [`run:${run}`],
    );
    const body = JSON.stringify({ chains: [[`run:${run}`, head?.seq, head?.hash]] });
    await world.query(
      "insert into events (subject, kind, actor, surface, body) values ('retention', 'removed', 'eve', 'api', $1)",
      [body],
    );
    await world.query("alter table events disable trigger events_are_kept");
    await world.query("delete from events where subject = $1", [`run:${run}`]);

    expect((await world.sealed.verify()).findings).toEqual([
      { at: `run:${run}`, because: "removed before its time" },
    ]);
  });
});

describe("what is past its time", () => {
  const ago = (days: number): string => `now() - interval '${days} days'`;
  const INSERTS: Readonly<Record<string, (days: number) => string>> = {
    answers: (days) =>
      `answers (actor, key, request, asked_at) values ('ann', 'k${days}', '', ${ago(days)})`,
    sessions: (days) =>
      `sessions (digest, person, way, expires_at) values ('${days}', 'ann', 'link', ${ago(days)})`,
    workers: (days) => `workers (name, version, seen_at) values ('w${days}', '1', ${ago(days)})`,
    pager_events: (days) =>
      `pager_events (delivery, event, finished_at) values ('d${days}', '{}', ${ago(days)})`,
    messages: (days) =>
      `chat_messages (key, channel, notice, urgency, worth, joins, made_at)
       values ('run/${days}', 'c', '{}', 0, 'always', false, ${ago(days)})`,
    starts: (days) =>
      `starts (run_id, playbook, target, is_allowed, at)
       values (gen_random_uuid(), 'p', 't', true, ${ago(days)})`,
    losses: (days) => `losses (workload, key, takes, at) values ('w', 'k${days}', 1, ${ago(days)})`,
    windows: (days) =>
      `windows (id, kind, labels, reason, starts_at, ends_at, made_by)
       values (gen_random_uuid(), 'freeze', '{}', 'r', ${ago(days + 1)}, ${ago(days)}, 'ann')`,
    alerts: (days) =>
      `occurrences (id, source, fingerprint, labels, annotations, starts_at, opened_at, last_seen,
         closed_at, closed_because, due_at)
       values (gen_random_uuid(), 's', 'f${days}', '{}', '{}', now(), ${ago(days)}, ${ago(days)},
         ${ago(days)}, 'resolved', null)`,
  };
  const put = (world: World, what: string, days: number) =>
    world.query(`insert into ${INSERTS[what]?.(days)}`);

  test.each(Object.keys(INSERTS))("goes, and what is not stays: %s", async (what) => {
    const world = await worldOfOldThings();
    await put(world, what, 500);
    await put(world, what, 0);
    const { housekeeping: store } = world;
    const keepMs = KEPT.find((kept) => kept.what === what)?.keepMs ?? 0;
    const known = what as Parameters<typeof store.count>[0]; // a key of the table above

    expect(await store.count(known, keepMs, 100)).toBe(1);
    expect(await store.remove(known, keepMs, 100)).toBe(1);
    expect(await store.remove(known, 0, 100)).toBe(0);
  });

  test("goes once, however many processes want it gone, and the record says what went", async () => {
    const world = await worldOfOldThings();
    for (const days of [500, 501, 502]) await put(world, "workers", days);
    const { store, close } = openHousekeeping(world.app, () => undefined);
    onTestFinished(close);
    const elsewhere = sweep(KEPT, { store, archive: undefined }, AUTHOR, LIVE);

    const both = [await elsewhere, await sweepWith(world, await temporaryFolder())];

    expect(both).toEqual([{ workers: 3 }, {}]);
    expect(await store.alone(() => sweepWith(world, "/nowhere"))).toBeUndefined();
    expect(await store.last()).toMatchObject({ by: "pitcrew", removed: {} });
  });

  test("leaves the last time of each schedule, and a card that others stand below", async () => {
    const world = await worldOfOldThings();
    await world.query("insert into schedules values ('nightly', '0 3 * * * UTC')");
    await world.query(
      "insert into schedule_times (schedule, at) select 'nightly', now() - days * interval '1 day' from unnest('{500,400}'::int[]) as days",
    );
    await put(world, "messages", 500);
    await world.query(
      "insert into chat_messages (key, channel, thread, notice, urgency, worth, joins) values ('below', 'c', 'run/500', '{}', 0, 'always', false)",
    );

    expect(await sweepWith(world, await temporaryFolder())).toEqual({ schedule_times: 1 });
  });
});

test("every table that points to runs is thought of", async () => {
  const world = await worldOfOldThings();
  const pointing = await world.query<{ name: string }>(
    "select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confrelid = 'runs'::regclass",
  );
  const [{ body } = { body: "" }] = await world.query<{ body: string }>(
    "select prosrc as body from pg_proc where proname in ('remove_runs') ",
  );
  // A lock that is still held keeps its run.
  const others = pointing.map(({ name }) => name).filter((name) => name !== "target_locks");

  expect(others.filter((name) => !body.includes(`delete from ${name} `))).toEqual([]);
});

type World = Awaited<ReturnType<typeof worldOfOldThings>>;

function sweepWith({ housekeeping: store }: Pick<World, "housekeeping">, folder: string) {
  return sweep(KEPT, { store, archive: archiveFolder(folder) }, AUTHOR, LIVE);
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

async function archivedIn(folder: string) {
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  return texts
    .flatMap((text) => text.split("\n"))
    .flatMap((text) => {
      const line = readExportLine(text);
      return line?.is === "entry" ? [line] : [];
    });
}

async function verifyWith(
  { sealed: { reader, signer } }: World,
  archived: Awaited<ReturnType<typeof archivedIn>>,
) {
  const verifier = openVerifier({ keys: [signer.key], anchored: [], of: EVERYTHING });
  for await (const one of reader.checkpoints(undefined)) verifier.checkpoint(one);
  for await (const one of reader.entries(undefined)) verifier.entry(one);
  for (const one of archived) verifier.archived(one);
  return verifier.end();
}

/** Of all tables with a column for a run. */
async function rowsThatName({ query }: World, run: string): Promise<readonly string[]> {
  const columns = await query<{ place: string; name: string }>(
    `select table_name as place, column_name as name from information_schema.columns
     where table_schema = 'public' and column_name in ('run_id', 'holder_run', 'parent_run')`,
  );
  const naming = [];
  for (const { place, name } of columns) {
    const rows = await query(`select from ${place} where ${name} = $1`, [run]);
    if (rows.length > 0) naming.push(place);
  }
  return naming;
}
