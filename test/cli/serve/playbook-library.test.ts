import { describe, expect, test } from "vitest";
import { openLibrary } from "../../../src/cli/serve/playbook-library.ts";
import type { World } from "../../../src/check/world.ts";
import { Connections } from "../../../src/config/connections.ts";
import { contentOf } from "../../../src/playbook/version/content.ts";
import type { NewVersion } from "../../../src/ports/playbook-store.ts";
import { kinds } from "../../../src/steps/registry.ts";

const WORLD: World = { kinds, directory: undefined, connections: undefined };

describe("the library", () => {
  test("has for new runs what is active and understood", async () => {
    const [drain, scale] = [versionOf("drain", "1.0.0"), versionOf("scale", "2.0.0")];
    const newer = { ...versionOf("newer", "1.0.0"), content: '{"form":2}' };
    const { library } = libraryWith([drain, scale, newer], [drain, newer, scale]);

    const current = await library.current();

    expect(current.map(({ pinned }) => pinned)).toEqual([pinnedOf(drain), pinnedOf(scale)]);
    expect(current.map(({ program }) => program.playbook.name)).toEqual(["drain", "scale"]);
  });

  test("finds every version that was published, and says why one is of no use", async () => {
    const old = versionOf("drain", "1.0.0");
    const altered = { ...versionOf("scale", "1.0.0"), content: old.content };
    const { library } = libraryWith([old, altered], []);

    expect(await library.find(old)).toMatchObject({ is: "understood" });
    expect(await library.find(altered)).toMatchObject({ is: "not_understood" });
    expect(await library.find(versionOf("drain", "9.0.0"))).toEqual({
      is: "not_understood",
      because: "it was never published here",
    });
    expect(await library.programOf(altered)).toBeUndefined();
  });

  test("finds the version that a caller was published with, though another is active", async () => {
    const [old, next] = [versionOf("called", "1.0.0"), versionOf("called", "1.1.0")];
    const caller = versionOf("caller", "1.0.0", { "called@^1": old.hash });
    const { library } = libraryWith([old, next, caller], [next, caller]);

    expect(await library.findUse("called@^1", caller)).toMatchObject({ pinned: pinnedOf(old) });
    expect(await library.findUse("called@^2", caller)).toBeUndefined();
    expect(await library.findUse("called@^1", old)).toBeUndefined();
  });

  test("reads a version once, until it moves to a world with other connections", async () => {
    const version = versionOf("change", "1.0.0", {}, CHANGE);
    const { library, reads } = libraryWith([version], []);
    const effect = async () => (await library.programOf(version))?.steps.get("change")?.effect;

    expect([await effect(), await effect()]).toEqual(["once", "once"]);
    expect(reads()).toBe(1);

    library.moveTo({ ...WORLD, connections: KEYED });
    expect(await effect()).toBe("idempotent");
  });
});

function libraryWith(published: readonly NewVersion[], active: readonly NewVersion[]) {
  let reads = 0;
  const library = openLibrary(
    {
      active: async () =>
        active.map((version) => ({ ...pinnedOf(version), since: 0, pinnedBy: null })),
      content: async (playbook, hash) => {
        reads++;
        return published.find((each) => each.playbook === playbook && each.hash === hash)?.content;
      },
      handsOn: async () => [],
      versions: async () => [],
    },
    WORLD,
  );
  return { library, reads: () => reads };
}

const DONE = {
  id: "done",
  kind: "stop",
  with: { outcome: "nothing_to_do", reason: "All is well" },
};

const CHANGE = {
  id: "change",
  kind: "http.call",
  with: { connection: "shop", method: "POST", path: "/restart" },
  verify: "none",
  because: "it is a test",
  undo: "none",
};

const KEYED = Connections.parse({
  format: 1,
  connections: {
    shop: { type: "http", base_url: "https://shop.example", idempotency_header: "Idempotency-Key" },
  },
});

function versionOf(
  name: string,
  version: string,
  playbooks: Readonly<Record<string, string>> = {},
  step: typeof DONE | typeof CHANGE = DONE,
): NewVersion {
  const playbook = {
    format: 1,
    name,
    version,
    owner: "team-shop",
    severity: "low",
    summary: "A playbook for tests",
    steps: [step],
  };
  const majors = { [step.kind]: 1 };
  const { text, hash } = contentOf(playbook, { kinds: majors, playbooks });
  return { playbook: name, version, hash, content: text };
}

function pinnedOf({ playbook, version, hash }: NewVersion) {
  return { playbook, version, hash };
}
