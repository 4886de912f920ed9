import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { digestOf, isSecretOf } from "../../../../src/access/key-text.ts";
import { openAccessKeys } from "../../../../src/integrations/postgres/access/open-access-keys.ts";
import { openDatabase } from "../../../../src/integrations/postgres/database.ts";
import { freshDatabase } from "../../../postgres/server.ts";

const ANN = { actor: "ann", surface: "cli" };
const CI = {
  id: "0123456789ab",
  name: "ci",
  person: null,
  roles: ["viewer"],
  digest: digestOf("first"),
  livesMs: 60_000,
};

describe("keys in the database", () => {
  test("are found by the part that is no secret, with the digest and nothing else", async () => {
    const { keys } = await opened();

    expect(await keys.create(CI, ANN)).toBe("created");

    const found = await keys.find(CI.id);
    expect(found).toMatchObject({
      name: "ci",
      person: null,
      roles: ["viewer"],
      madeBy: "ann",
      usedAt: null,
      revokedAt: null,
      isExpired: false,
    });
    expect(found?.digests.map((digest) => isSecretOf(digest, "first"))).toEqual([true]);
    expect(await keys.find("ffffffffffff")).toBeUndefined();
  });

  test("have names of their own, which nobody else gets, not even once they are revoked", async () => {
    const { keys, record } = await opened();
    await keys.create(CI, ANN);
    await keys.revoke("ci", ANN);

    expect(await keys.create({ ...CI, id: "ffffffffffff" }, ANN)).toBe("name_taken");
    expect(await record()).toEqual(["created", "revoked"]);
  });

  test("expire by the clock of the database", async () => {
    const { keys } = await opened();
    await keys.create({ ...CI, livesMs: 0 }, ANN);

    expect(await keys.find(CI.id)).toMatchObject({ isExpired: true });
  });

  test("when renewed, are good with the secret before for as long as was said", async () => {
    const { keys } = await opened();
    await keys.create(CI, ANN);

    await keys.rotate("ci", digestOf("second"), 60_000, ANN);
    const good = async () => {
      const { digests = [] } = (await keys.find(CI.id)) ?? {};
      const secrets = ["first", "second", "third"];
      return secrets.filter((secret) => digests.some((digest) => isSecretOf(digest, secret)));
    };
    expect(await good()).toEqual(["first", "second"]);

    await keys.rotate("ci", digestOf("third"), 0, ANN);
    expect(await good()).toEqual(["third"]);
  });

  test("that are revoked stay so, and cannot be renewed", async () => {
    const { keys, record } = await opened();
    await keys.create(CI, ANN);

    const revoked = await keys.revoke("ci", ANN);
    expect(revoked?.revokedAt).not.toBeNull();
    expect(await keys.revoke("ci", ANN)).toEqual(revoked);
    await keys.rotate("ci", digestOf("second"), 0, ANN);

    const { digests = [] } = (await keys.find(CI.id)) ?? {};
    expect(digests.map((digest) => isSecretOf(digest, "second"))).toEqual([false]);
    expect(await record()).toEqual(["created", "revoked"]);
    expect(await keys.revoke("nobody", ANN)).toBeUndefined();
  });

  test("say when they were used last", async () => {
    const { keys } = await opened();
    await keys.create(CI, ANN);

    await keys.touch(CI.id);

    expect((await keys.named("ci"))?.usedAt).not.toBeNull();
    expect((await keys.list()).map(({ name }) => name)).toEqual(["ci"]);
  });
});

async function opened() {
  const address = await freshDatabase();
  const { keys, close } = openAccessKeys(address, () => undefined);
  const database = openDatabase(address, { max: 1, onBroken: () => undefined });
  onTestFinished(async () => {
    await close();
    await database.destroy();
  });
  const record = async () => {
    const { rows } = await sql<{ readonly kind: string }>`
      select kind from events where subject = 'keys' order by seq
    `.execute(database);
    return rows.map(({ kind }) => kind);
  };
  return { keys, record };
}
