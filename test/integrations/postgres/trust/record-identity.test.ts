import { describe, expect, onTestFinished, test } from "vitest";
import type { Address } from "../../../../src/integrations/postgres/connection.ts";
import { openDatabase } from "../../../../src/integrations/postgres/database.ts";
import { recordIdentity } from "../../../../src/integrations/postgres/trust/record-identity.ts";
import { administer } from "../../../postgres/administer.ts";
import { databaseForApp } from "../../../postgres/app-role.ts";

describe("the server that a record belongs to", () => {
  test("is recorded once, also by several processes that start at once", async () => {
    const { app } = await databaseForApp();
    const databases = [open(app), open(app), open(app)];

    const seen = await Promise.all(databases.map((one) => recordIdentity(one)));
    const again = await recordIdentity(open(app));

    expect(seen.map(({ turn }) => turn).toSorted()).toEqual(["first", "same", "same"]);
    expect(again).toMatchObject({ turn: "same", now: { timeline: 1 } });
    expect(again.now.system).toMatch(/^[0-9]+$/);
    expect(await kindsIn(app)).toEqual(["first"]);
  });

  test("is noticed and recorded when it is another, and known from then on", async () => {
    const { owner, app } = await databaseForApp();
    await administer(
      owner,
      `insert into events (subject, kind, actor, surface, body)
       values ('database', 'first', 'pitcrew', 'engine', '{"system":"7301","timeline":1}')`,
    );

    const seen = await recordIdentity(open(app));

    expect(seen).toMatchObject({ turn: "other_system", before: { system: "7301", timeline: 1 } });
    expect((await recordIdentity(open(app))).turn).toBe("same");
    expect(await kindsIn(app)).toEqual(["first", "other_system"]);
  });

  test("stays unknown to a role that may not know it", async () => {
    const { owner, app } = await databaseForApp();
    const reading = `revoke execute on function pg_control_system(), pg_walfile_name(pg_lsn)`;
    await administer(owner, `${reading} from public`);

    expect((await recordIdentity(open(app))).now).toMatchObject({ system: null, timeline: null });
  });
});

function open(address: Address) {
  const database = openDatabase(address, { max: 1, onBroken: () => undefined });
  onTestFinished(() => database.destroy());
  return database;
}

async function kindsIn(address: Address): Promise<readonly string[]> {
  const rows = await open(address)
    .selectFrom("events")
    .select("kind")
    .where("subject", "=", "database")
    .orderBy("seq")
    .execute();
  return rows.map(({ kind }) => kind);
}
