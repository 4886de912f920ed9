import { describe, expect, onTestFinished, test } from "vitest";
import type { Actor } from "../../../../src/access/actor.ts";
import type { Access } from "../../../../src/access/authorize.ts";
import { newKey } from "../../../../src/cli/serve/new-key.ts";
import { Directory } from "../../../../src/config/directory.ts";
import { type KeyWish, openKeyDesk } from "../../../../src/intake/api/desk/keys.ts";
import { openAccessKeys } from "../../../../src/integrations/postgres/access/open-access-keys.ts";
import { freshDatabase } from "../../../postgres/server.ts";

const ACCESS: Access = {
  is: "directory",
  directory: Directory.parse({
    format: 1,
    people: {
      ann: { name: "Ann", email: "ann@example.com" },
      ben: { name: "Ben", email: "ben@example.com" },
    },
    teams: { shop: { members: { ann: ["admin"], ben: ["responder", "approver"] } } },
  }),
};
const ANN = person("ann");
const BEN = person("ben");
const CI: KeyWish = { name: "ci", for: "machine", roles: ["viewer"], livesMs: 60_000 };
const BENS: KeyWish = { ...CI, name: "bens-laptop", for: "me", roles: ["responder"] };

describe("a key", () => {
  test("of a machine is made by admins only", async () => {
    const desk = await opened();

    expect(await desk.create(CI, BEN)).toMatchObject({ refusal: { code: "E402" } });
    expect(await desk.create(CI, ANN)).toMatchObject({ value: { person: null, madeBy: "ann" } });
  });

  test("of one's own is made by everybody who is somebody, and acts as them", async () => {
    const desk = await opened();

    expect(await desk.create(BENS, BEN)).toMatchObject({ value: { person: "ben" } });
    const machine: Actor = { id: "key:ci", person: null, surface: "api", scope: ["viewer"] };
    expect(await desk.create({ ...BENS, name: "x", roles: ["viewer"] }, machine)).toMatchObject({
      refusal: { code: "E402" },
    });
  });

  test("that acts as somebody is given to nobody else, admins included", async () => {
    const desk = await opened();
    await desk.create(BENS, BEN);

    expect(await desk.rotate("bens-laptop", 0, ANN)).toMatchObject({ refusal: { code: "E402" } });
    expect(await desk.rotate("bens-laptop", 0, BEN)).toMatchObject({ ok: true });
    expect(await desk.revoke("bens-laptop", ANN)).toMatchObject({ ok: true });
  });

  test("is no way to more than the key that made it allows", async () => {
    const desk = await opened();
    const narrow: Actor = { ...BEN, scope: ["viewer"] };

    expect(await desk.create(BENS, narrow)).toMatchObject({ refusal: { code: "E402" } });
    expect(await desk.create({ ...BENS, roles: ["viewer"] }, narrow)).toMatchObject({ ok: true });
  });

  test("of others is as if it were not there, for whoever is no admin", async () => {
    const desk = await opened();
    await desk.create(CI, ANN);
    await desk.create(BENS, BEN);

    expect((await desk.list(BEN)).map(({ name }) => name)).toEqual(["bens-laptop"]);
    expect((await desk.list(ANN)).map(({ name }) => name)).toEqual(["bens-laptop", "ci"]);
    const [theirs, none] = [await desk.revoke("ci", BEN), await desk.revoke("cj", BEN)];
    expect(theirs).toMatchObject({ refusal: { code: "E410", message: 'You have no key "ci"' } });
    expect(none).toMatchObject({ refusal: { code: "E410", message: 'You have no key "cj"' } });
  });

  test("is shown when it is made, and never again", async () => {
    const desk = await opened();

    const made = await desk.create(CI, ANN);

    if (!made.ok) throw new Error(made.refusal.message);
    expect(JSON.stringify(await desk.list(ANN))).not.toContain(made.value.key.slice(17));
    expect(await desk.create(CI, ANN)).toMatchObject({ refusal: { code: "E411" } });
  });

  test("that was revoked is not renewed", async () => {
    const desk = await opened();
    await desk.create(CI, ANN);
    await desk.revoke("ci", ANN);

    expect(await desk.rotate("ci", 0, ANN)).toMatchObject({ refusal: { code: "E408" } });
  });
});

function person(name: string): Actor {
  return { id: name, person: name, surface: "api", scope: null };
}

async function opened() {
  const { keys, close } = openAccessKeys(await freshDatabase(), () => undefined);
  onTestFinished(close);
  return openKeyDesk({ keys, access: () => ACCESS, newKey });
}
