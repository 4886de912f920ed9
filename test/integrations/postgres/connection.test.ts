import { sql } from "kysely";
import { Client, DatabaseError } from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type Address,
  isAnswerLost,
  openPool,
} from "../../../src/integrations/postgres/connection.ts";
import { type Database, openDatabase } from "../../../src/integrations/postgres/database.ts";
import { loseCommitAnswer } from "../../chaos/proxy/postgres.ts";
import { faultyLine } from "../../postgres/faulty-line.ts";
import { freshDatabase } from "../../postgres/server.ts";

describe("a connection to the database", () => {
  test("has a deadline for everything that could wait", async () => {
    const database = open(await freshDatabase());

    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings
      where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
      order by name
    `.execute(database);

    expect(rows).toEqual([
      { name: "idle_in_transaction_session_timeout", setting: "5000" },
      { name: "lock_timeout", setting: "2000" },
      { name: "statement_timeout", setting: "5000" },
    ]);
  });

  test("gives up a statement that takes too long, and works on", async () => {
    const database = open(await freshDatabase(), { statementMs: 20 });

    await expect(sql`select pg_sleep(10)`.execute(database)).rejects.toThrow("statement timeout");

    expect(await one(database)).toBe(1);
  });

  test("that breaks while nobody uses it is reported and replaced", async () => {
    const address = await freshDatabase();
    const { promise: told, resolve: tell } = Promise.withResolvers<Error>();
    const database = open(address, { onBroken: tell });
    await one(database);

    await endConnections(address);
    await told;

    expect(await one(database)).toBe(1);
  });

  test("that breaks at work costs its statement and no more", async () => {
    const database = open(await freshDatabase());

    const atWork = sql`select pg_terminate_backend(pg_backend_pid())`.execute(database);

    await expect(atWork).rejects.toSatisfy(isAnswerLost);
    expect(await one(database)).toBe(1);
  });

  test("that breaks in a transaction, between two statements, is only reported", async () => {
    const address = await freshDatabase();
    const { promise: told, resolve: tell } = Promise.withResolvers<Error>();
    const database = open(address, { onBroken: tell });

    const work = database.transaction().execute(async (transaction) => {
      await one(transaction);
      await endConnections(address);
      await told;
      await one(transaction);
    });

    await expect(work).rejects.toSatisfy(isAnswerLost);
    expect(await one(database)).toBe(1);
  });

  test("that we close ourselves is not reported as broken", async () => {
    const broken: Error[] = [];
    const pool = openPool(await freshDatabase(), {
      max: 1,
      onBroken: (error) => broken.push(error),
    });
    const client = await pool.connect();
    client.release();

    const closed = pool.end();
    client.emit("error", new Error("terminating connection due to administrator command"));
    await closed;

    expect(broken).toEqual([]);
  });

  test("whose answer was lost is not used again", async () => {
    const { address, proxy } = await faultyLine(await freshDatabase());
    const database = open(address, { max: 1 });
    await one(database);
    proxy.plan(loseCommitAnswer());

    await expect(one(database)).rejects.toSatisfy(isAnswerLost);

    expect(await one(database)).toBe(1);
    expect(proxy.connections()).toBe(2);
  });

  test("is kept when the server refuses a statement", async () => {
    const { address, proxy } = await faultyLine(await freshDatabase());
    const database = open(address, { max: 1 });

    const refused = sql`select * from nowhere`.execute(database);

    await expect(refused).rejects.toBeInstanceOf(DatabaseError);
    await expect(refused).rejects.not.toSatisfy(isAnswerLost);
    expect(await one(database)).toBe(1);
    expect(proxy.connections()).toBe(1);
  });

  test("that cannot be made says so", async () => {
    const database = open({ host: "/nowhere", database: "nothing", user: "nobody" });

    await expect(one(database)).rejects.toSatisfy(isAnswerLost);
  });
});

function open(address: Address, more: Partial<Parameters<typeof openDatabase>[1]> = {}): Database {
  const database = openDatabase(address, { max: 2, onBroken: () => undefined, ...more });
  onTestFinished(() => database.destroy());
  return database;
}

async function one(database: Database): Promise<unknown> {
  const { rows } = await sql<{ one: number }>`select ${1}::int as one`.execute(database);
  return rows[0]?.one;
}

/** As when the server restarts, for all who are connected to this database. */
async function endConnections(address: Address): Promise<void> {
  const client = new Client({ ...address });
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await client.end();
}
