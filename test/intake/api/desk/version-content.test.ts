import { describe, expect, test } from "vitest";
import { compareTwo, showVersion } from "../../../../src/intake/api/desk/version-content.ts";
import { notUnderstood } from "../../../../src/playbook/version/rebuild.ts";
import { entryOf } from "../desk-world.ts";

const LOOK = {
  id: "look",
  kind: "stop",
  with: { outcome: "nothing_to_do", reason: "All is well" },
};
const PAGE = { id: "page", kind: "escalate", with: { to: "team-shop", reason: "Look at it" } };
const FIRST = versionOf("1.0.0", [LOOK], 0);
const SECOND = versionOf("1.1.0", [LOOK, PAGE], 1);

function versionOf(version: string, steps: readonly object[], activeSince: number | null) {
  const { program } = entryOf("drain", steps, { version });
  const pinned = { playbook: "drain", version, hash: `sha256:${version}` };
  return { ...pinned, program, publishedAt: 0, activeSince, pinnedBy: null, runs: 0 };
}

const DESK = {
  library: {
    current: async () => [],
    handsOn: async () => [],
    versions: async () => [{ ...SECOND }, { ...FIRST, activeSince: null }],
    find: async ({ hash }: { readonly hash: string }) => {
      const found = [FIRST, SECOND].find((one) => one.hash === hash);
      if (found === undefined) return notUnderstood("it is another");
      return { is: "understood", program: found.program, uses: {} } as const;
    },
  },
};

describe("what a version says", () => {
  test("is that of the active one where none is named", async () => {
    const shown = await showVersion("drain", undefined, DESK);

    expect(shown).toMatchObject({
      ok: true,
      value: { version: "1.1.0", text: expect.stringContaining("reason: All is well") },
    });
  });

  test("comes with the order of its steps", async () => {
    const shown = await showVersion("drain", "1.1.0", DESK);

    expect(shown.ok && shown.value.graph).toEqual({
      nodes: [
        { id: "look", kind: "stop" },
        { id: "page", kind: "escalate" },
      ],
      edges: [{ from: "look", to: "page", when: "over" }],
    });
  });

  test("is refused where there is no such version", async () => {
    expect(await showVersion("drain", "9.0.0", DESK)).toMatchObject({ refusal: { code: "E561" } });
  });
});

describe("two versions", () => {
  test("are compared with the least that the newer number has to say", async () => {
    const compared = await compareTwo("drain", { from: "1.0.0", to: "1.1.0" }, DESK);

    if (!compared.ok) throw new Error(compared.refusal.message);
    const { before, after, changes, bump, least, fits } = compared.value;
    expect([before.version, after.version]).toEqual(["1.0.0", "1.1.0"]);
    expect(changes.map(({ says }) => says).join()).toContain("page");
    expect(fits).toBe(bump !== "major");
    expect(least).toBe(bump === "major" ? "2.0.0" : "1.1.0");
  });
});
