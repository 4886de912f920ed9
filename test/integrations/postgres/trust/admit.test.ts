import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { admit } from "../../../../src/integrations/postgres/trust/admit.ts";
import { systemClock } from "../../../../src/integrations/system/clock.ts";
import type { Clock } from "../../../../src/ports/clock.ts";
import { newRun } from "../../../contract/run-store/example-runs.ts";
import { createdRun, storeAt } from "../../../contract/run-store/world.ts";
import { administer, type Connection } from "../../../postgres/administer.ts";
import { databaseForApp } from "../../../postgres/app-role.ts";
import { emptyDatabase, freshDatabase } from "../../../postgres/server.ts";

// Making tables takes long on a busy machine; this only ends a test that hangs.
vi.setConfig({ testTimeout: 60_000 });

describe("a database without tables", () => {
  test("gets them from its owner, and the role that serves the rights that it needs", async () => {
    const owner = await emptyDatabase();
    const app = { ...owner, user: await newRole(owner) };

    expect(await admitted({ app, owner })).toEqual([]);

    const store = storeAt(app);
    const run = await createdRun(store);
    expect(await store.get(run)).toMatchObject({ id: run });
    await expect(administer(app, "update events set actor = 'eve'")).rejects.toThrow("denied");
  });

  test("gets them from the one role that there is, which is said", async () => {
    const app = await emptyDatabase();

    expect(await admitted({ app })).toEqual(["warning E539"]);
    await createdRun(storeAt(app));
  });

  test("of one process alone has one role, and nothing is said", async () => {
    const app = await emptyDatabase();

    expect(await admitted({ app, isOwn: true })).toEqual([]);
  });

  test("is left without any when a role may not make them", async () => {
    const owner = await emptyDatabase();
    const app = { ...owner, user: await newRole(owner) };

    expect(await admitted({ app })).toEqual(["error E541", "warning E539"]);
    await expect(administer(owner, "select from events")).rejects.toThrow("does not exist");
  });
});

describe("a database whose record could be changed by the role that serves", () => {
  test("is refused when that role is in the owner's", async () => {
    const { owner, app } = await databaseForApp();
    await administer(owner, `grant ${owner.user} to ${app.user}`);

    expect(await admitted({ app, owner })).toEqual(["error E539"]);
  });

  test("is refused when that role owns the database", async () => {
    const { owner, app } = await databaseForApp();
    await administer(owner, `alter database ${owner.database} owner to ${app.user}`);

    expect(await admitted({ app, owner })).toEqual(["error E539"]);
  });

  test("is refused when that role has a right through another", async () => {
    const { owner, app } = await databaseForApp();
    await administer(owner, "grant update, trigger on events to public");

    const { objections } = await look({ app, owner });

    expect(objections).toMatchObject([{ level: "error", code: "E539" }]);
    expect(objections[0]?.message).toContain("update, trigger");
  });

  test("is mended where the owner can mend it", async () => {
    const { owner, app } = await databaseForApp();
    await administer(owner, `grant update, delete on events to ${app.user}`);

    expect(await admitted({ app, owner })).toEqual([]);
  });
});

describe("a record", () => {
  test("is looked at, and it is told how far", async () => {
    const { owner, app } = await databaseForApp();
    const store = storeAt(app);
    const runs = await Promise.all([createdRun(store), createdRun(store)]);

    const { objections, tails } = await look({ app, owner });

    expect(objections).toEqual([]);
    expect(tails.map(({ subject, entries }) => `${subject} ${entries.length}`)).toEqual([
      "database 0",
      ...runs.map((run) => `run:${run} 1`).toSorted(),
    ]);
  });

  test.each([
    ["altered", "update events set body = '{}'"],
    ["taken out", "delete from events"],
    ["put beside its chain", "update events set seq = seq + 1"],
  ])("with an entry that was %s is refused", async (_, change) => {
    const app = await freshDatabase();
    await storeAt(app).create(newRun());
    await tamper(app, change);

    expect(await admitted({ app })).toEqual(["warning E539", "error E538"]);
  });

  test("of a playbook and of the database are looked at as well", async () => {
    const app = await freshDatabase();
    await administer(
      app,
      `insert into playbook_versions values ('drain', '1.0.0', 'sha256:5f', '{}');
       insert into activations values ('drain', 'sha256:5f');
       insert into events (subject, kind, actor, surface, body) values
         ('playbook:drain', 'published', 'ann', 'files', '{}'), ('database', 'first', 'pitcrew', 'engine', '{}')`,
    );
    await tamper(app, "update events set actor = 'eve'");

    const { objections } = await look({ app });

    expect(objections.at(-1)?.message).toContain("database at entry 1 (entry altered), and 1 more");
  });
});

describe("an address", () => {
  test("that leads nowhere is refused, also that of the owner", async () => {
    const app = await freshDatabase();
    const nowhere = { ...app, host: "/nowhere" };

    expect(await admitted({ app: nowhere, owner: nowhere })).toEqual(["error E531", "error E531"]);
    expect(await admitted({ app, owner: nowhere })).toEqual(["error E531"]);
  });

  test("with a role or a database that there is not is refused", async () => {
    const app = await freshDatabase();

    expect(await admitted({ app: { ...app, user: "nobody_here" } })).toEqual(["error E532"]);
    expect(await admitted({ app: { ...app, database: "nothing_here" } })).toEqual(["error E533"]);
  });

  test("of a role that may not connect is refused", async () => {
    const { owner, app } = await databaseForApp();
    await administer(owner, `revoke connect on database ${owner.database} from public`);

    expect(await admitted({ app, owner })).toEqual(["error E532"]);
  });

  test("of the owner must lead to the same database", async () => {
    const [{ app }, other] = [await databaseForApp(), await freshDatabase()];

    expect(await admitted({ app, owner: other })).toEqual(["error E541"]);
  });
});

describe("settings and clocks", () => {
  test("count as they are for the role that serves", async () => {
    const { owner, app } = await databaseForApp();
    await administer(owner, `alter role ${app.user} set synchronous_commit = off`);

    const { objections } = await look({ app, owner });

    expect(objections).toMatchObject([{ code: "E534" }]);
    expect(objections[0]?.message).toContain("set by user");
  });

  test("count as they are in this database, and in the options of the address", async () => {
    const app = await freshDatabase();
    const host = encodeURIComponent(app.host);
    const url = `postgresql://${app.user}@localhost/${app.database}?host=${host}`;
    const options = encodeURIComponent("-c synchronous_commit=off");

    const asked = await look({ app: { connectionString: `${url}&options=${options}` } });
    await administer(app, `alter database ${app.database} set synchronous_commit = off`);
    const set = await look({ app });

    expect(asked.objections[0]?.message).toContain("set by client");
    expect(set.objections[0]?.message).toContain("set by database");
  });

  test.each([
    [-20_000, "warning E537"],
    [60_000, "error E537"],
  ])("of a process whose clock is %i ms off are found out", async (off, objection) => {
    const { owner, app } = await databaseForApp();
    const clock = { ...systemClock, now: () => Date.now() + off };

    expect(await admitted({ app, owner, clock })).toEqual([objection]);
  });
});

interface Look {
  readonly app: Connection | { readonly connectionString: string };
  readonly owner?: Connection;
  readonly isOwn?: boolean;
  readonly clock?: Clock;
}

function look({ app, owner, isOwn = false, clock = systemClock }: Look) {
  return admit({
    app: { place: "app", address: app },
    owner: owner && { place: "owner", address: owner },
    isOwn,
    clock,
    onBroken: () => undefined,
  });
}

async function admitted(asked: Look): Promise<readonly string[]> {
  const { objections } = await look(asked);
  return objections.map(({ level, code }) => `${level} ${code}`);
}

async function newRole(owner: Connection): Promise<string> {
  const role = `app_${randomUUID().replaceAll("-", "")}`;
  await administer(owner, `create role ${role} login`);
  return role;
}

/** As somebody whom no rule of the database stops. */
async function tamper(owner: Connection, change: string): Promise<void> {
  await administer(owner, `alter table events disable trigger all; ${change}`);
}
