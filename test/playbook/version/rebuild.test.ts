import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { type Content, contentOf, hashOf } from "../../../src/playbook/version/content.ts";
import { rebuild } from "../../../src/playbook/version/rebuild.ts";
import { kinds } from "../../../src/steps/registry.ts";

describe("a published version", () => {
  test("is made again from its content alone, with what it calls", () => {
    const playbooks = { "queue@^1": "sha256:5f" };

    const rebuilt = rebuild(contentOf(PLAYBOOK, { kinds: MAJORS, playbooks }), kinds, never);

    expect(rebuilt).toMatchObject({
      is: "understood",
      program: { playbook: { name: "look", params: { shop: { type: "name" } } } },
      uses: playbooks,
    });
  });

  test("asks the connections of today whether a repeat is harmless", () => {
    const content = contentOf(CHANGING, { kinds: { "http.call": 1 }, playbooks: {} });

    expect(effectIn(content, () => true)).toBe("idempotent");
    expect(effectIn(content, never)).toBe("once");
  });

  test.each([
    ["whose text was altered", { text: text(PLAYBOOK), hash: hashOf(text(CHANGING)) }, "its hash"],
    ["in a form of its own", { text: '{"program":[]}', hash: hashOf('{"program":[]}') }, "a form"],
    ["of a newer kind", contentOf(PLAYBOOK, { kinds: { stop: 2 }, playbooks: {} }), "version 2"],
    [
      "of an unknown kind",
      contentOf(PLAYBOOK, { kinds: { "mainframe.reboot": 1 }, playbooks: {} }),
      '"mainframe.reboot", which this Pitcrew does not have',
    ],
    ["with a field that is new", of({ ...PLAYBOOK, canary: 5 }), "another form of playbooks"],
    [
      "with an expression that is wrong here",
      of({ ...PLAYBOOK, outputs: { a: "${{ b }}" } }),
      "expr",
    ],
  ])("%s is not understood", (_, content, because) => {
    expect(rebuild(content, kinds, never)).toEqual({
      is: "not_understood",
      because: expect.stringContaining(because),
    });
  });
});

const PLAYBOOK = {
  format: 1,
  name: "look",
  version: "1.0.0",
  owner: "team-shop",
  severity: "low",
  summary: "Looks",
  params: { shop: { type: "name" } },
  steps: [{ id: "done", kind: "stop", with: { outcome: "nothing_to_do", reason: "All is well" } }],
} satisfies JsonObject;

const CHANGING = {
  ...PLAYBOOK,
  steps: [
    {
      id: "change",
      kind: "http.call",
      with: { connection: "shop", method: "POST", path: "/restart" },
      verify: "none",
      because: "it is a test",
      undo: "none",
    },
  ],
} satisfies JsonObject;

const MAJORS = { stop: 1 };

function never(): boolean {
  return false;
}

function of(playbook: JsonObject): Content {
  return contentOf(playbook, { kinds: MAJORS, playbooks: {} });
}

function text(playbook: JsonObject): string {
  return of(playbook).text;
}

function effectIn(content: Content, honoursKey: () => boolean): string | undefined {
  const rebuilt = rebuild(content, kinds, honoursKey);
  if (rebuilt.is !== "understood") throw new Error(rebuilt.because);
  return rebuilt.program.steps.get("change")?.effect;
}
