import { Client } from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { readHeads, readStatement } from "../../../../src/audit/checkpoint.ts";
import { administer, type Connection } from "../../../postgres/administer.ts";
import { databaseForApp } from "../../../postgres/app-role.ts";
import { freshDatabase } from "../../../postgres/server.ts";
import { sealedWorld, type SealedWorld } from "./world.ts";

describe("a checkpoint", () => {
  test("names the heads of the chains that grew, and follows the one before", async () => {
    const { owner, app } = await databaseForApp();
    const world = sealedWorld(app);
    await record(app, "run:a", "run:b", "run:a");
    await world.sealAll();
    // Somebody else's open transaction may make it two checkpoints instead of one.
    const before = await headsOf(world);
    await record(app, "run:b", "run:c");
    await world.sealAll();
    const heads = await headsOf(world);

    expect(before.flat()).toEqual(expect.arrayContaining(["run:a 2", "run:b 1"]));
    const later = heads.slice(before.length).flat();
    expect(later.toSorted()).toEqual(["run:b 2", "run:c 1"]);
    expect(await world.verify(await world.notes())).toMatchObject({
      entries: 5,
      chains: 3,
      checkpoints: heads.length,
      unsealed: { count: 0 },
      found: 0,
    });
    await expect(administer(owner, "delete from checkpoints")).rejects.toThrow("is a record");
    await expect(administer(app, "update checkpoints set key = ''")).rejects.toThrow("denied");
  });

  test("is not made when nothing happened", async () => {
    const app = await freshDatabase();
    const world = sealedWorld(app);
    await record(app, "run:a");
    await world.sealAll();

    expect(await world.sealOnce()).toBe("nothing_new");
    expect(await world.notes()).toHaveLength(1);
  });

  test("leaves what nobody sealed yet to be counted", async () => {
    const app = await freshDatabase();
    const world = sealedWorld(app);
    await record(app, "run:a");
    await world.sealAll();
    await record(app, "run:a", "run:b");

    const { unsealed, found } = await world.verify(await world.notes());

    expect({ count: unsealed.count, found }).toEqual({ count: 2, found: 0 });
  });

  test("waits for a transaction that is still open, so that nothing slips in behind it", async () => {
    const app = await freshDatabase();
    const world = sealedWorld(app);
    const slow = await connected(app);
    await slow.query("begin");
    await slow.query(insertInto("run:slow"));
    await record(app, "run:quick");
    expect(await world.sealOnce()).toBe("nothing_new");

    await slow.query("commit");
    await world.sealAll();

    expect((await headsOf(world)).flat().toSorted()).toEqual(["run:quick 1", "run:slow 1"]);
    expect(await world.verify()).toMatchObject({ found: 0, unsealed: { count: 0 } });
  });

  test("begins anew after a restore, whose server counts its transactions from the start", async () => {
    const app = await freshDatabase();
    const world = sealedWorld(app);
    await record(app, "run:a");
    await world.sealAll();
    // As if the old server had been far ahead of this one.
    await administer(
      app,
      `alter table checkpoints disable trigger all; update checkpoints set upto = upto + 1000000;
       alter table events disable trigger all; update events set tx = tx + 999999;
       alter table events enable always trigger events_are_chained;`,
    );
    await record(app, "run:a", "run:b");
    await world.sealAll();

    expect((await headsOf(world)).at(-1)).toEqual(["run:a 2", "run:b 1"]);
    expect((await world.verify()).found).toBe(0);
  });

  test("is made by one of several processes, under four writers, without a gap", async () => {
    const app = await freshDatabase();
    const first = sealedWorld(app);
    const second = sealedWorld(app, first.signer);
    const writers = ["run:a", "run:b", "run:c", "run:d"].map(async (subject) => {
      for (let n = 0; n < 40; n += 1) await record(app, subject);
    });
    let isWriting = true;
    const sealers = [first, second].map(async ({ sealOnce }) => {
      while (isWriting) await sealOnce();
    });
    await Promise.all(writers);
    isWriting = false;
    await Promise.all(sealers);
    await first.sealAll();

    const verdict = await first.verify(await first.notes());

    expect(verdict).toMatchObject({ entries: 160, chains: 4, found: 0, unsealed: { count: 0 } });
    expect(verdict.checkpoints).toBe(verdict.last?.number);
  });
});

function insertInto(subject: string): string {
  return `insert into events (subject, kind, actor, surface, body)
    values ('${subject}', 'woke', 'ann', 'cli', '{}')`;
}

async function record(app: Connection, ...subjects: readonly string[]): Promise<void> {
  for (const subject of subjects) await administer(app, insertInto(subject));
}

async function connected(app: Connection): Promise<Client> {
  const client = new Client({ ...app });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

async function headsOf({ reader }: SealedWorld): Promise<readonly (readonly string[])[]> {
  const heads: (readonly string[])[] = [];
  for await (const { body, heads: lines } of reader.checkpoints(undefined)) {
    const statement = readStatement(body);
    const read = statement && readHeads(statement, lines);
    heads.push((read ?? []).map(({ subject, seq }) => `${subject} ${seq}`));
  }
  return heads;
}
