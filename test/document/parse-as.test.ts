import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parseAs, parseValueAs } from "../../src/document/parse-as.ts";
import type { JsonValue } from "../../src/model/json.ts";
import type { Problem } from "../../src/model/problem.ts";
import { Playbook } from "../../src/playbook/format/playbook.ts";
import { read } from "./reading.ts";

const Leaf = z.strictObject({
  id: z.string().min(1),
  kind: z.string().min(1),
  when: z.string().optional(),
});
const Form = z.strictObject({
  count: z.int().min(1).max(10).default(1),
  ratio: z.number().min(0).optional(),
  mode: z.enum(["observe", "suggest", "approve"]).optional(),
  wait: z
    .string()
    .regex(/^[0-9]+s$/, "must be a duration such as 30s")
    .optional(),
  by: z.array(z.string()).min(1).max(2).optional(),
  verify: z.union([z.literal("none"), Leaf]).optional(),
  patterns: z.union([z.string().min(1).max(5), z.array(z.string()).min(1)]).optional(),
  steps: z.array(z.union([z.strictObject({ parallel: z.array(Leaf).min(2) }), Leaf])).optional(),
  labels: z.record(z.string().regex(/^[a-z]+$/, "must be a label name"), z.string()).optional(),
  any: z.union([z.string(), z.number(), z.boolean()]).optional(),
  even: z
    .int()
    .refine((number) => number % 2 === 0, "must be even: pairs are sent")
    .optional(),
  target: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("http"), url: z.string(), retries: z.int().optional() }),
      z.strictObject({ type: z.literal("queue"), name: z.string() }),
    ])
    .optional(),
});

describe("parseAs", () => {
  test("gives the value with its defaults", () => {
    expect(parseAs(Form, read("mode: approve"))).toEqual({
      ok: true,
      value: { count: 1, mode: "approve" },
    });
  });

  test("reports E107 for a version that YAML reads as a number", () => {
    const Versioned = z.strictObject({ version: z.string() });

    expect(parseAs(Versioned, read("version: 1.10"))).toMatchObject({
      ok: false,
      problems: [{ code: "E107", at: ["version"], fix: "write version: 1.10.0" }],
    });
    expect(parseAs(Versioned, read("version: 2"))).toMatchObject({
      problems: [{ code: "E107", fix: "write version: 2.0.0" }],
    });
    expect(parseAs(Versioned, read("version: [1]"))).toMatchObject({
      problems: [{ code: "E112" }],
    });
  });

  test("does not blame YAML for a version that is text", () => {
    const Versioned = z.strictObject({
      version: z.string().regex(/^\d+\.\d+\.\d+$/, "must have three parts"),
    });

    expect(parseAs(Versioned, read('version: "1.10"'))).toMatchObject({
      problems: [{ code: "E112", message: '`version` is "1.10"; it must have three parts' }],
    });
  });

  test("finds every mistake of a playbook at its place", () => {
    const document = read(
      [
        "format: 1",
        "name: queue-backlog",
        "version: 1.4",
        "severity: hgh",
        "summary: x",
        "safety: { mode: auto, cooldwn: 5m }",
        "steps:",
        "  - id: one",
        "    if: true",
        "  - parallel:",
        "      - { id: a, kind: stop }",
        "      - { id: b, kind: stop, retry: { max: 0 } }",
      ].join("\n"),
    );
    const parsed = parseAs(Playbook, document);
    const lines = parsed.ok ? [] : parsed.problems.map((problem) => document.locate(problem));

    expect(lines.map(({ line, column, code }) => `${line}:${column} ${code}`).toSorted()).toEqual([
      "12:44 E112",
      "1:1 E110",
      "3:10 E107",
      "4:11 E112",
      "6:23 E111",
      "8:5 E110",
      "9:5 E111",
    ]);
  });
});

describe("parseValueAs", () => {
  test("places problems below the path it is given", () => {
    expect(problems({ count: 0 }, ["steps", 1, "with"])).toMatchObject([
      { at: ["steps", 1, "with", "count"] },
    ]);
  });

  test.each<[string, JsonValue, string, string]>([
    [
      "a text for a number",
      { count: "two" },
      '`count` must be a whole number from 1 to 10, not "two"',
      "write a whole number from 1 to 10 for `count`",
    ],
    [
      "a number out of range",
      { count: 11 },
      "`count` must be a whole number from 1 to 10, not 11",
      "write a whole number from 1 to 10 for `count`",
    ],
    [
      "a fraction for a whole number",
      { count: 1.5 },
      "`count` must be a whole number from 1 to 10, not 1.5",
      "write a whole number from 1 to 10 for `count`",
    ],
    [
      "a number below a bound",
      { ratio: -1 },
      "`ratio` must be a number, 0 or more, not -1",
      "write a number, 0 or more for `ratio`",
    ],
    [
      "a word that is no choice",
      { mode: "sugest" },
      '`mode` must be observe, suggest or approve, not "sugest"',
      'did you mean "suggest"?',
    ],
    [
      "a form that a rule names",
      { wait: "5" },
      '`wait` is "5"; it must be a duration such as 30s',
      "write a duration such as 30s",
    ],
    [
      "a number for a text with a rule",
      { wait: 5 },
      "`wait` must be a duration such as 30s, not 5",
      "write a duration such as 30s for `wait`",
    ],
    [
      "an empty list",
      { by: [] },
      "`by` has 0 entries; it must have at least 1",
      "give it at least 1",
    ],
    [
      "a list that is too long",
      { by: ["a", "b", "c"] },
      "`by` has 3 entries; it must have at most 2",
      "give it at most 2",
    ],
    [
      "an entry of a list",
      { by: ["a", 5] },
      "Entry 2 of `by` must be text, not 5",
      'put it in quotes: "5"',
    ],
    ["nothing", { by: null }, "`by` must be a list, not nothing", "write a list for `by`"],
    [
      "a map for a list",
      { by: { a: 1 } },
      "`by` must be a list, not a map",
      "write a list for `by`",
    ],
    [
      "a rule of the schema's own",
      { even: 3 },
      "`even` is 3; it must be even: pairs are sent",
      "write even: pairs are sent",
    ],
    [
      "a union of words and maps",
      { verify: "no" },
      '`verify` must be none or a map, not "no"',
      "write none or a map for `verify`",
    ],
    [
      "a union of single values",
      { any: [1] },
      "`any` must be text, a number or true or false, not a list",
      "write text, a number or true or false for `any`",
    ],
    [
      "a text in a union that is too long",
      { patterns: "abcdef" },
      "`patterns` has 6 characters; it must have at most 5",
      "give it at most 5",
    ],
    [
      "an empty text in a union",
      { patterns: "" },
      "`patterns` is empty",
      "write it out, or remove the field",
    ],
    [
      "an entry of a list in a union",
      { patterns: [5] },
      "Entry 1 of `patterns` must be text, not 5",
      'put it in quotes: "5"',
    ],
    [
      "a text for a map",
      { steps: ["id:one"] },
      'Entry 1 of `steps` must be a map, not "id:one"',
      "put a space after the colon: id: one",
    ],
    [
      "a key that a rule refuses",
      { labels: { "a-b": "c" } },
      '`a-b` is "a-b"; it must be a label name',
      "write a label name",
    ],
  ])("says what it saw and what is allowed: %s", (_, value, message, fix) => {
    expect(problems(value)).toMatchObject([{ code: "E112", message, fix }]);
  });

  test("cuts a long text in a message", () => {
    expect(problems({ mode: "x".repeat(500) })[0]?.message.length).toBeLessThan(130);
  });

  test("names each unknown field, with the one that was meant", () => {
    expect(problems({ cuont: 1, zzzzz: 2 })).toMatchObject([
      {
        code: "E111",
        at: ["cuont"],
        on: "key",
        message: "Unknown field: cuont",
        fix: 'did you mean "count"?',
      },
      {
        code: "E111",
        at: ["zzzzz"],
        on: "key",
        fix: expect.stringContaining("use one of: count, ratio"),
      },
    ]);
  });

  test("knows what other tools call a field", () => {
    expect(problems({ steps: [{ id: "a", kind: "b", if: "c" }] })).toMatchObject([
      {
        code: "E111",
        message: "Unknown field in entry 1 of `steps`: if",
        fix: 'did you mean "when"?',
      },
    ]);
  });

  test.each<[string, JsonValue, readonly (string | number)[], string]>([
    ["of a step", { steps: [{ id: "a" }] }, ["steps", 0, "kind"], "add kind: … (text)"],
    [
      "of a branch",
      { steps: [{ parallel: [{ id: "a" }, { id: "b", kind: "c" }] }] },
      ["steps", 0, "parallel", 0, "kind"],
      "add kind: … (text)",
    ],
    ["of a map in a union", { verify: { id: "a" } }, ["verify", "kind"], "add kind: … (text)"],
    [
      "that chooses a form",
      { target: { url: "x" } },
      ["target", "type"],
      "add type: http or queue",
    ],
    ["of the chosen form", { target: { type: "http" } }, ["target", "url"], "add url: … (text)"],
  ])("reports a missing field %s and shows its form", (_, value, at, fix) => {
    expect(problems(value)).toMatchObject([{ code: "E110", at, fix }]);
  });

  test("takes a map with `parallel` for a block, and any other for a step", () => {
    const leaf = { id: "a", kind: "b" };

    expect(
      problems({ steps: [{ parallel: [leaf], id: "x" }] }).map(({ at, code }) => [code, ...at]),
    ).toEqual([
      ["E112", "steps", 0, "parallel"],
      ["E111", "steps", 0, "id"],
    ]);
    expect(problems({ steps: [{ parallel: "a", id: "x" }] })).toMatchObject([
      { code: "E112", message: '`parallel` must be a list, not "a"' },
      { code: "E111", at: ["steps", 0, "id"] },
    ]);
    expect(problems({ steps: [{}] }).map(({ at }) => at.at(-1))).toEqual(["id", "kind"]);
  });

  test("judges a map by the form that its type names", () => {
    expect(problems({ target: { type: "http", url: "x", retris: 1 } })).toMatchObject([
      { code: "E111", fix: 'did you mean "retries"?' },
    ]);
    expect(problems({ target: { type: "queue", url: "x", nme: "y" } })).toMatchObject([
      { code: "E110", at: ["target", "name"] },
      { code: "E111", fix: expect.stringContaining("use one of: type, name") },
      { code: "E111", fix: 'did you mean "name"?' },
    ]);
    expect(problems({ target: { type: "htp", url: "x" } })).toMatchObject([
      { code: "E112", at: ["target", "type"], fix: 'did you mean "http"?' },
    ]);
  });

  test("says what a whole document must be", () => {
    expect(problems("text")).toMatchObject([
      { at: [], message: 'The document must be a map, not "text"' },
    ]);
    expect(problems(null)).toMatchObject([
      { at: [], message: "The document must be a map, not nothing" },
    ]);
  });

  test("never speaks of unions or of invalid input", () => {
    const values: JsonValue[] = [
      { steps: [5] },
      { verify: [] },
      { target: 5 },
      { any: null },
      { patterns: {} },
      { labels: [] },
    ];
    for (const value of values) {
      for (const { message, fix } of problems(value))
        expect(`${message} ${fix}`).not.toMatch(/invalid|union|expected/i);
    }
  });
});

function problems(value: JsonValue, at: Problem["at"] = []): readonly Problem[] {
  const parsed = parseValueAs(Form, value, at);
  return parsed.ok ? [] : parsed.problems;
}
