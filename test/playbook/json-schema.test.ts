import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { connection, literal, name, text, value } from "../../src/model/fields.ts";
import { playbookSchema } from "../../src/playbook/json-schema.ts";
import { kinds } from "../../src/steps/registry.ts";
import type { AnyKind } from "../../src/steps/step-kind.ts";

describe("the schema of playbooks", () => {
  test("says that it is draft-7", () => {
    expect(playbookSchema(kinds).$schema).toBe("http://json-schema.org/draft-07/schema#");
  });

  test("accepts a playbook that uses most of the language", () => {
    expect(complaints(playbook())).toEqual([]);
  });

  test.each([...kinds.values()])("accepts the example of $kind", ({ kind, example }) => {
    const steps = [{ id: "only", kind, with: example }];

    expect(complaints(playbook({ steps }), accepts)).toEqual([]);
  });

  test.each([
    ["a misspelled field", { sumary: "x" }],
    ["a version of two parts", { version: "1.4" }],
    ["a version that YAML turned into a number", { version: 1.4 }],
    ["an unknown severity", { severity: "urgent" }],
    ["a match without an alert", { match: { labels: { env: "prod" } } }],
    ["an unknown type of param", { params: { queue: { type: "string" } } }],
    ["no steps", { steps: [] }],
    ["a duration without a unit", { safety: { mode: "auto", cooldown: "30" } }],
  ])("refuses %s", (_, mistake) => {
    expect(complaints(playbook(mistake))).not.toEqual([]);
  });
});

describe("the schema of a step", () => {
  test.each([
    ["an unknown kind", { kind: "shop.rename" }],
    ["a field that its kind does not have", { with: { item: "cart", count: 3, colour: "red" } }],
    ["a required field that is missing", { with: { item: "cart" } }],
    ["no input for a kind that needs some", { with: undefined }],
    ["a value of the wrong type", { with: { item: "cart", count: "three" } }],
    [
      "a hole where only literal text may stand",
      { with: { item: "cart", count: 1, sql: "${{ params.x }}" } },
    ],
    [
      "a hole in the name of a connection",
      { with: { item: "cart", count: 1, shop: "${{ params.x }}" } },
    ],
    ["a field in the wrong place", { every: "15s" }],
  ])("refuses %s", (_, mistake) => {
    expect(complaintsOf(mistake)).not.toEqual([]);
  });

  test.each([
    ["a hole instead of a number", { with: { item: "cart", count: "${{ params.count }}" } }],
    ["a hole inside a name", { with: { item: "cart-${{ params.env }}", count: 3 } }],
    ["a hole instead of a list", { with: { item: "cart", count: 3, tags: "${{ params.tags }}" } }],
    ["a hole inside a list", { with: { item: "cart", count: 3, tags: ["${{ item.tag }}"] } }],
    ["a hole in prose", { with: { item: "cart", count: 3, reason: "Because ${{ params.why }}" } }],
  ])("accepts %s", (_, change) => {
    expect(complaintsOf(change)).toEqual([]);
  });

  test("names the missing field, and not the form of a parallel block", () => {
    const found = complaints(
      playbook({ steps: [{ kind: "shop.fill", with: { item: "a", count: 1 } }] }),
    );

    expect(found).toContain("/steps/0 must have required property 'id'");
    expect(found.join()).not.toContain("required property 'parallel'");
  });

  test("checks the branches of a parallel block by their kinds", () => {
    const branch = (id: string, count: unknown) => ({
      id,
      kind: "shop.fill",
      with: { item: "a", count },
    });
    const parallel = (count: unknown) =>
      complaints(playbook({ steps: [{ parallel: [branch("a", 1), branch("b", count)] }] }));

    expect(parallel(2)).toEqual([]);
    expect(parallel("two")).not.toEqual([]);
  });

  test("checks the steps of on_failure by their kinds", () => {
    const rescue = (count: unknown) =>
      complaintsOf({
        on_failure: [{ id: "rescue", kind: "shop.fill", with: { item: "a", count } }],
      });

    expect(rescue(2)).toEqual([]);
    expect(rescue("two")).not.toEqual([]);
  });

  test("offers only reads for verify", () => {
    const verify = (kind: string, input: object) =>
      complaintsOf({ verify: { kind, with: input, that: "after.count > before.count" } });

    expect(verify("shop.count", { item: "cart" })).toEqual([]);
    expect(verify("shop.fill", { item: "cart", count: 1 })).not.toEqual([]);
    expect(verify("shop.count", { itm: "cart" })).not.toEqual([]);
  });

  test("checks what wait_until polls by the kind it names", () => {
    const poll = (input: object) =>
      complaints(
        playbook({
          steps: [
            {
              id: "full",
              kind: "wait_until",
              with: { kind: "shop.count", with: input, that: "now.count > 3" },
            },
          ],
        }),
      );

    expect(poll({ item: "${{ params.queue }}" })).toEqual([]);
    expect(poll({ itm: "cart" })).not.toEqual([]);
  });

  test("carries no marks that only Pitcrew understands", () => {
    expect(JSON.stringify(playbookSchema(kinds))).not.toContain('"pitcrew"');
  });
});

const shopParams = {
  item: name(),
};

const shop: readonly AnyKind[] = [
  shopKind("shop.count", "read", z.strictObject(shopParams)),
  shopKind(
    "shop.fill",
    "idempotent",
    z.strictObject({
      ...shopParams,
      count: z.int().min(1),
      tags: z.array(value()).optional(),
      sql: literal().optional(),
      shop: connection("shop").optional(),
      reason: text().optional(),
    }),
  ),
];

function shopKind(kind: string, effect: "read" | "idempotent", params: z.ZodType): AnyKind {
  return {
    kind,
    carrier: "step",
    major: 1,
    summary: "Something in a shop.",
    effect,
    params,
    output: z.strictObject({ count: z.int() }),
    timeout: "10s",
    example: {},
    describe: () => "Do something in a shop",
    targets: () => [],
    material: [],
    plan: () => Promise.reject(new Error("never planned here")),
    run: () => Promise.reject(new Error("never run here")),
    undo: { is: "unneeded" },
  };
}

const ajv = new Ajv({ allErrors: true, strictTypes: false });
const accepts = ajv.compile(playbookSchema(kinds));
const acceptsShop = ajv.compile(
  playbookSchema(new Map([...kinds, ...shop.map((kind) => [kind.kind, kind] as const)])),
);

function playbook(change: object = {}): object {
  return {
    format: 1,
    name: "cart-empty",
    version: "1.4.0",
    owner: "team-shop",
    severity: "high",
    summary: "The cart is empty; fill it.",
    match: {
      alert: ["CartEmpty", "Cart*"],
      labels: { env: ["prod", "staging"] },
      unless: { test: "true" },
    },
    params: {
      queue: { type: "name", from: "alert.labels.queue" },
      tags: { type: "list of text", default: ["a", "b"] },
      count: { type: "int", default: 3, min: 1, max: 9 },
    },
    safety: {
      mode: { prod: "approve", default: "auto" },
      cooldown: "30m",
      max_runs: "3 per 24h",
      lock: "cart/${{ params.queue }}",
    },
    steps: [
      { parallel: [fill("one"), fill("two")] },
      { id: "enough", kind: "stop", when: "steps.one.outputs.count > 3", with: stopped },
      { ...fill("more"), foreach: { items: "params.tags", max: 5 }, then: "end" },
    ],
    outputs: { filled: "${{ steps.more.outputs.done }}" },
    ...change,
  };
}

const stopped = { outcome: "nothing_to_do", reason: "Enough: ${{ steps.one.outputs.count }}" };

function fill(id: string): object {
  return {
    id,
    kind: "shop.fill",
    with: { item: "cart", count: 3 },
    approve: { by: ["team-shop"], expires: "10m" },
    retry: { max: 3 },
    verify: "none",
    because: "the shop counts by itself",
    undo: "auto",
  };
}

function complaintsOf(change: object): readonly string[] {
  return complaints(playbook({ steps: [{ ...fill("only"), ...change }] }));
}

/** What an editor would underline; `undefined` is how these tests leave a field out. */
function complaints(value: object, accepts = acceptsShop): readonly string[] {
  accepts(JSON.parse(JSON.stringify(value)));
  return (accepts.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
