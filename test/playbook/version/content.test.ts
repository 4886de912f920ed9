import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import type { JsonValue } from "../../../src/model/json.ts";
import { canonicalJson } from "../../../src/playbook/version/canonical.ts";
import { contentOf } from "../../../src/playbook/version/content.ts";

describe("the content hash", () => {
  test("stays the same when keys move, comments come and the layout changes", () => {
    const plain =
      "name: q\nsteps:\n  - { id: look, kind: http.get }\nsafety: { lock: a, mode: auto }\n";
    const other = [
      "# A comment",
      "safety:   # another",
      "  mode: auto",
      '  lock: "a"',
      "steps:",
      "  - kind: http.get",
      "    id: look",
      "",
      "name: 'q'",
    ].join("\n");

    expect(hash(parse(other))).toBe(hash(parse(plain)));
  });

  test("stays the same for any document whose keys were shuffled and whose layout was changed", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.boolean(),
        fc.integer({ min: 20, max: 200 }),
        (value, isFlow, width) => {
          const document = JSON.parse(JSON.stringify(value)) as JsonValue;
          const text = stringify(reversed(document), {
            lineWidth: width,
            ...(isFlow ? { collectionStyle: "flow" } : {}),
          });
          const commented = `# before\n${text}\n# after\n`;

          expect(hash(parse(commented))).toBe(hash(document));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("differs when any value, the order of a list, a key or a type differs", () => {
    const documents = [
      { steps: ["a", "b"] },
      { steps: ["b", "a"] },
      { steps: ["a"] },
      { steps: [["a", "b"]] },
      { steps: { 0: "a", 1: "b" } },
      { step: ["a", "b"] },
      { steps: "a,b" },
      { steps: [1, "b"] },
      { steps: ["1", "b"] },
      { steps: null },
      {},
    ];

    expect(new Set(documents.map((document) => hash(document))).size).toBe(documents.length);
  });

  test("differs when a kind means something else or a sub-playbook has other content", () => {
    const none = { kinds: {}, playbooks: {} };
    const hashes = [
      contentOf({}, none),
      contentOf({}, { ...none, kinds: { "http.get": 1 } }),
      contentOf({}, { ...none, kinds: { "http.get": 2 } }),
      contentOf({}, { ...none, playbooks: { "queue@^1": "sha256:a" } }),
      contentOf({}, { ...none, playbooks: { "queue@^1": "sha256:b" } }),
    ].map((content) => content.hash);

    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test("never changes between releases for the same content", () => {
    expect(contentOf({ name: "q", n: 1.5 }, { kinds: { stop: 1 }, playbooks: {} }).hash).toBe(
      "sha256:68b51f648860404e7acf6c20d488a23b54360793aa2559f5304e65198a68ce42",
    );
  });
});

describe("canonical JSON", () => {
  test("has its keys in order at every depth, and no white space", () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: "x y" })).toBe(
      '{"a":"x y","b":[{"c":null,"d":1}]}',
    );
  });

  test("can be read back as the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const document = JSON.parse(JSON.stringify(value)) as JsonValue;

        expect(JSON.parse(canonicalJson(document))).toEqual(document);
      }),
    );
  });

  test("has no spelling for a number that JSON cannot hold", () => {
    expect(() => canonicalJson([Number.NaN])).toThrow("NaN has no spelling in JSON");
  });
});

function hash(document: JsonValue): string {
  return contentOf(document, { kinds: {}, playbooks: {} }).hash;
}

function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]): [string, JsonValue] => [
    key,
    reversed(member),
  ]);
  return Object.fromEntries(members.toReversed());
}
