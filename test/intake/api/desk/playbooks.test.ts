import { expect, test } from "vitest";
import type { Actor } from "../../../../src/access/actor.ts";
import { openPlaybookDesk } from "../../../../src/intake/api/desk/playbooks.ts";
import type { VersionRecord } from "../../../../src/ports/playbook-store.ts";
import { programOf } from "../../../engine/machine/driver.ts";

const ADA: Actor = { id: "ada", person: "ada", surface: "cli", scope: null };

const OLD = versionOf("1.0.0", 1);
const NEW = versionOf("1.1.0", null);

test("what the files say is active is not activated by hand", async () => {
  const { desk, chosen } = world("from_files");

  expect(await desk.activate({ playbook: "drain", version: "1.1.0" }, ADA)).toMatchObject({
    refusal: { code: "E563" },
  });
  expect(chosen).toEqual([]);
});

test("where a second person is wanted, the one who published it is refused", async () => {
  const { desk, chosen } = world("second_person", "ada");

  expect(await desk.activate({ playbook: "drain", version: "1.1.0" }, ADA)).toMatchObject({
    refusal: { code: "E562" },
  });
  expect(chosen).toEqual([]);
});

test("where a second person is wanted, another one activates it", async () => {
  const { desk, chosen } = world("second_person", "ben");

  expect(await desk.activate({ playbook: "drain", version: "1.1.0" }, ADA)).toEqual({
    ok: true,
    value: { playbook: "drain", version: "1.1.0", pinned: false },
  });
  expect(chosen).toEqual(["1.1.0 by ada"]);
});

test("a pin without a version keeps what is active", async () => {
  const { desk, chosen } = world("from_files");

  await desk.pin({ playbook: "drain" }, ADA);

  expect(chosen).toEqual(["1.0.0 pinned by ada"]);
});

test("a rollback goes to the version before and pins it", async () => {
  const { desk, chosen } = world("from_files");

  await desk.rollBack("drain", ADA);

  expect(chosen).toEqual(["1.1.0 pinned by ada"]);
});

test.each([
  ["pin", "E561"],
  ["rollBack", "E565"],
  ["unpin", "E564"],
] as const)("%s of what is not there is refused with %s", async (what, code) => {
  const { desk } = world("from_files", undefined, []);
  const wish = { playbook: "drain", version: "9.9.9" };

  const answers = {
    pin: () => desk.pin(wish, ADA),
    rollBack: () => desk.rollBack("drain", ADA),
    unpin: () => world("from_files").desk.unpin("drain", ADA),
  };

  expect(await answers[what]()).toMatchObject({ refusal: { code } });
});

function versionOf(version: string, activeSince: number | null): VersionRecord {
  const pinned = { playbook: "drain", version, hash: `sha256:${version}` };
  return { ...pinned, publishedAt: 0, activeSince, pinnedBy: null, runs: 0 };
}

function world(
  activation: "from_files" | "second_person",
  publisher?: string,
  versions: readonly VersionRecord[] = [NEW, OLD],
) {
  const chosen: string[] = [];
  const program = programOf([{ id: "look", kind: "test.read", with: { target: "a" } }]);
  const desk = openPlaybookDesk({
    store: {
      choose: async ({ version, isPinned }, { actor }) => {
        chosen.push(`${version.version}${isPinned ? " pinned" : ""} by ${actor}`);
      },
      unpin: async () => false,
      versionBefore: async () => versions[0],
      publisherOf: async () => publisher,
      versions: async () => versions,
    },
    library: { find: async () => ({ is: "understood", program, uses: {} }) },
    access: () => ({ is: "solo" }),
    settings: { activation },
    reload: async () => ({ ready: [], errors: 0, warnings: 0 }),
  });
  return { desk, chosen };
}
