import { Client } from "pg";
import { describe, expect, test } from "vitest";
import type { Connection } from "./administer.ts";
import { emptyDatabase, freshDatabase } from "./server.ts";

describe("the databases for tests", () => {
  test("have the tables of the product, and are apart from each other", async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    await ask(one, "create table mine ()");
    expect(await tablesOf(other)).toEqual(expect.arrayContaining(["runs", "events"]));
    expect(await tablesOf(other)).not.toContain("mine");
  });

  test("can be empty, for what makes the tables", async () => {
    expect(await tablesOf(await emptyDatabase())).toEqual([]);
  });

  test("are dropped at the end, with everybody who is still connected", async () => {
    const ends: (() => Promise<void>)[] = [];
    const database = await emptyDatabase((cleanUp) => ends.push(cleanUp));
    const staying = await open(database);
    const closed = new Promise((resolve) => staying.once("end", resolve));
    await Promise.all(ends.map((end) => end()));
    await closed;
    await expect(open(database)).rejects.toThrow("does not exist");
  });
});

async function tablesOf(database: Connection): Promise<readonly unknown[]> {
  const rows = await ask(
    database,
    "select table_name from information_schema.tables where table_schema = 'public'",
  );
  return rows.map((row) => row["table_name"]);
}

async function ask(database: Connection, text: string): Promise<Record<string, unknown>[]> {
  const client = await open(database);
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
}

async function open(database: Connection): Promise<Client> {
  const client = new Client({ ...database });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
