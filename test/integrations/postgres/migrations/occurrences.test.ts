import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Connection } from "../../../postgres/administer.ts";
import { databaseForApp } from "../../../postgres/app-role.ts";

describe("occurrences", () => {
  let app: Connection;
  let client: Client;

  beforeEach(async () => {
    ({ app } = await databaseForApp());
    client = await connect(app);
  });

  test("are open once for a source and a fingerprint", async () => {
    await open("east", "5f");

    await expect(open("east", "5f")).rejects.toThrow("occurrences_open");
    await open("east", "60");
    await open("west", "5f");
  });

  test("open once, also when two peers tell of them at the same moment", async () => {
    const peer = await connect(app);

    const answers = await Promise.allSettled([open("east", "5f"), open("east", "5f", peer)]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test.each(["resolved", "stale"])("open again once they are closed as %s", async (because) => {
    const first = await open("east", "5f");
    await close(first, because);
    await close(await open("east", "5f"), because);

    const second = await open("east", "5f");

    const { rows } = await client.query("select id from occurrences where closed_at is null");
    expect(rows).toEqual([{ id: second }]);
  });

  test("close for one of two reasons, and never without one", async () => {
    const id = await open("east", "5f");

    await expect(close(id, "fixed")).rejects.toThrow("check constraint");
    await expect(close(id, null)).rejects.toThrow("check constraint");
    await expect(
      client.query("update occurrences set closed_because = 'stale' where id = $1", [id]),
    ).rejects.toThrow("check constraint");
  });

  test("cannot have been closed, or seen for the last time, before they were opened", async () => {
    const id = await open("east", "5f");

    for (const column of ["closed_because = 'stale', closed_at", "last_seen"]) {
      await expect(
        client.query(`update occurrences set ${column} = now() - interval '1 h' where id = $1`, [
          id,
        ]),
      ).rejects.toThrow("check constraint");
    }
  });

  async function open(source: string, fingerprint: string, through = client): Promise<string> {
    const id = randomUUID();
    await through.query(
      `insert into occurrences (id, source, fingerprint, labels, annotations, starts_at)
       values ($1, $2, $3, '{"alertname":"CartEmpty"}', '{}', now())`,
      [id, source, fingerprint],
    );
    return id;
  }

  async function close(id: string, because: string | null): Promise<void> {
    await client.query(
      "update occurrences set closed_at = now(), closed_because = $2 where id = $1",
      [id, because],
    );
  }
});

async function connect(app: Connection): Promise<Client> {
  const client = new Client({ ...app });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}
