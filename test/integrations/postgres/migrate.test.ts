import { Client } from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Address } from "../../../src/integrations/postgres/connection.ts";
import { migrate } from "../../../src/integrations/postgres/migrate.ts";
import { MIGRATIONS } from "../../../src/integrations/postgres/migrations/all.ts";
import type { Migration } from "../../../src/integrations/postgres/migrations/migration.ts";
import { databaseForApp } from "../../postgres/app-role.ts";
import { emptyDatabase, freshDatabase } from "../../postgres/server.ts";

const NAMES = MIGRATIONS.map(({ name }) => name);
const onBroken = () => undefined;

describe("migrations", () => {
  test("are applied in order, and the second time there is nothing to do", async () => {
    const owner = await emptyDatabase();

    expect(await migrate(owner, { onBroken })).toEqual(NAMES);
    expect(await migrate(owner, { onBroken })).toEqual([]);
  });

  test("are applied once when several processes start together", async () => {
    const owner = await emptyDatabase();

    const done = await Promise.all([1, 2, 3, 4].map(() => migrate(owner, { onBroken })));

    expect(done.flat().toSorted()).toEqual(NAMES);
  });

  test("leave whole ones behind when they are killed, and go on from there", async () => {
    const owner = await emptyDatabase();
    const deadly = migration(
      "0002-deadly",
      "create table half (); select pg_terminate_backend(pg_backend_pid())",
    );

    await expect(migrate(owner, { onBroken, migrations: [FIRST, deadly, LAST] })).rejects.toThrow(
      "terminat",
    );
    expect(await tablesOf(owner)).toEqual(["first", "migrations"]);

    const mended = { ...deadly, sql: "create table half ()" };
    expect(await migrate(owner, { onBroken, migrations: [FIRST, mended, LAST] })).toEqual([
      "0002-deadly",
      "0003-last",
    ]);
    expect(await tablesOf(owner)).toEqual(["first", "half", "last", "migrations"]);
  });

  test("wait for whoever holds a lock that they need", async () => {
    const owner = await emptyDatabase();
    const client = await open(owner);
    // A sequence keeps its count when the transaction around it is rolled back.
    await client.query("create sequence tries");
    const busy = migration(
      "0002-busy",
      `do $$ begin
         if nextval('tries') < 3 then raise 'busy' using errcode = 'lock_not_available'; end if;
       end $$`,
    );

    expect(await migrate(owner, { onBroken, migrations: [FIRST, busy] })).toEqual([
      "0001-first",
      "0002-busy",
    ]);
  });

  test("stop at one that fails, and say why", async () => {
    const owner = await emptyDatabase();
    const wrong = migration("0002-wrong", "create table half (); select * from nowhere");

    await expect(migrate(owner, { onBroken, migrations: [FIRST, wrong, LAST] })).rejects.toThrow(
      'relation "nowhere" does not exist',
    );
    expect(await tablesOf(owner)).toEqual(["first", "migrations"]);
  });

  test("of a newer version do not disturb an older one", async () => {
    const owner = await emptyDatabase();
    await migrate(owner, { onBroken, migrations: [FIRST, LAST] });

    expect(await migrate(owner, { onBroken, migrations: [FIRST] })).toEqual([]);
    expect(await tablesOf(owner)).toEqual(["first", "last", "migrations"]);
  });

  test("have names in the order in which they are applied, each once", () => {
    expect(NAMES).toEqual([...new Set(NAMES)].toSorted());
  });
});

describe("the application's role", () => {
  test("may add to the record, and is denied any other change of it", async () => {
    const { app } = await databaseForApp();
    const client = await open(app);
    await client.query(ENTRY);

    for (const change of [
      "update events set actor = 'nobody'",
      "delete from events",
      "truncate events",
      "alter table events disable trigger all",
      "drop table events",
    ]) {
      await expect(client.query(change)).rejects.toThrow(/permission denied|must be owner/);
    }
    expect((await client.query("select from events")).rowCount).toBe(1);
  });

  test("cannot start a second chain by putting a table of its own in the way", async () => {
    const { app } = await databaseForApp();
    const client = await open(app);
    await client.query(ENTRY);

    await client.query("create temporary table events (like public.events)");
    await client.query(ENTRY.replace("into events", "into public.events"));

    const { rows } = await client.query("select seq::int from public.events order by seq");
    expect(rows).toEqual([{ seq: 1 }, { seq: 2 }]);
  });

  test("removes no rows and makes no tables", async () => {
    const { app } = await databaseForApp();
    const client = await open(app);
    const tables = await tablesOf(app);

    for (const table of tables) {
      await expect(client.query(`delete from ${table}`)).rejects.toThrow("permission denied");
    }
    await expect(client.query("create table mine ()")).rejects.toThrow("permission denied");
  });

  test("loses a right that it should not have, the next time", async () => {
    const { owner, app } = await databaseForApp();
    await (await open(owner)).query(`grant delete on runs to ${app.user}`);

    await migrate(owner, { onBroken, appRole: app.user });

    await expect((await open(app)).query("delete from runs")).rejects.toThrow("permission denied");
  });
});

describe("the record, even for its owner", () => {
  test.each(["update events set actor = 'nobody'", "delete from events", "truncate events"])(
    "refuses: %s",
    async (change) => {
      const client = await open(await freshDatabase());
      await client.query(ENTRY);

      await expect(client.query(change)).rejects.toThrow(
        "The table events is a record: its rows are never changed or removed.",
      );
    },
  );
});

const FIRST = migration("0001-first", "create table first ()");
const LAST = migration("0003-last", "create table last ()");

const ENTRY = `
  insert into events (subject, kind, actor, surface, body)
  values ('switch:freeze', 'frozen', 'ann', 'cli', '{}')
`;

function migration(name: string, sql: string): Migration {
  return { name, stillUsed: "Nothing.", sql };
}

async function tablesOf(address: Address): Promise<readonly string[]> {
  const client = await open(address);
  const { rows } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
}

async function open(address: Address): Promise<Client> {
  const client = new Client({ ...address });
  client.on("error", () => undefined);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}
