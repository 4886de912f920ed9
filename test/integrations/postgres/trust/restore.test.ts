import { randomUUID } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../../../src/integrations/postgres/database.ts";
import { openRunStore } from "../../../../src/integrations/postgres/store/open-run-store.ts";
import {
  recordIdentity,
  recordRestore,
} from "../../../../src/integrations/postgres/trust/record-identity.ts";
import type { NewMessage } from "../../../../src/ports/run-message.ts";
import type { RunStore } from "../../../../src/ports/run-store.ts";
import { createdRun, mustAppend, mustClaim } from "../../../contract/run-store/world.ts";
import { administer, type Connection } from "../../../postgres/administer.ts";
import { freshDatabase } from "../../../postgres/server.ts";

const onBroken = () => undefined;

describe("a database that was put back", () => {
  test("is noticed by its being another database of the cluster, and tells each run that goes on", async () => {
    const before = await freshDatabase();
    const run = await storing(before, (store) => createdRun(store));
    await looking(before, recordIdentity);
    const after = await copyOf(before);

    expect(await looking(after, recordIdentity)).toMatchObject({ turn: "put_back" });

    expect(await storing(after, (store) => heardBy(store, run))).toEqual([{ is: "record_lost" }]);
    expect(await looking(after, recordIdentity)).toMatchObject({ turn: "same" });
    expect(await storing(after, (store) => heardBy(store, run))).toHaveLength(1);
  });

  test("is noticed by a process that has seen it further than it is now", async () => {
    const database = await freshDatabase();
    const run = await storing(database, (store) => createdRun(store));
    const { now } = await looking(database, recordIdentity);
    const seen = { ...now, position: (now.position ?? 0) + 10_000_000 };

    const found = await looking(database, (open) => recordIdentity(open, seen));

    expect(found).toMatchObject({ turn: "put_back" });
    expect(await storing(database, (store) => heardBy(store, run))).toHaveLength(1);
  });

  test("is believed to be so when its keeper says it", async () => {
    const database = await freshDatabase();
    const run = await storing(database, (store) => createdRun(store));
    await looking(database, recordIdentity);

    expect(await looking(database, recordRestore)).toMatchObject({ turn: "put_back" });

    expect(await storing(database, (store) => heardBy(store, run))).toHaveLength(1);
  });

  test("says nothing to runs that have ended, but to those whose changes are being taken back", async () => {
    const database = await freshDatabase();
    const [ended, undoing] = await storing(database, async (store) => {
      const runs = [await createdRun(store), await createdRun(store)] as const;
      for (const run of runs) {
        const { claim } = await mustClaim(store, run);
        await mustAppend(store, claim, { next: { is: "end", outcome: "resolved" } });
      }
      const event = { is: "undo_asked", by: "ann" } as const;
      await store.send(message(runs[1], event));
      return runs;
    });

    await looking(database, recordRestore);

    await storing(database, async (store) => {
      expect(await store.get(ended)).toMatchObject({ dueAt: null });
      expect(await heardBy(store, undoing)).toMatchObject([
        { is: "undo_asked" },
        { is: "record_lost" },
      ]);
    });
  });
});

/** What whoever takes the run up has to hear first. */
async function heardBy(store: RunStore, run: string): Promise<readonly { is: string }[]> {
  const { claim, messages } = await mustClaim(store, run);
  await store.release(claim);
  return messages.map(({ event: { is } }) => ({ is }));
}

function message(run: string, event: NewMessage["event"]): NewMessage {
  return { id: randomUUID(), run, event, actor: "ann", surface: "test" };
}

/** As a dump that is put back beside the old one. Nobody may be connected to that. */
async function copyOf(database: Connection): Promise<Connection> {
  const copy = `${database.database}_copy`;
  await administer(
    { ...database, database: "postgres" },
    `create database ${copy} template ${database.database}`,
  );
  onTestFinished(() =>
    administer({ ...database, database: "postgres" }, `drop database ${copy} with (force)`),
  );
  return { ...database, database: copy };
}

async function storing<T>(address: Connection, use: (store: RunStore) => Promise<T>): Promise<T> {
  const { store, close } = openRunStore(address, { connections: 2, onBroken });
  try {
    return await use(store);
  } finally {
    await close();
  }
}

async function looking<T>(
  address: Connection,
  look: (database: ReturnType<typeof openDatabase>) => Promise<T>,
): Promise<T> {
  await using database = openDatabase(address, { max: 1, onBroken });
  return await look(database);
}
