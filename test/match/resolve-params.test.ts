import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveParams } from "../../src/match/resolve-params.ts";
import { type Alert, createAlert } from "../../src/model/alert.ts";
import { parseDuration } from "../../src/model/duration.ts";
import type { JsonObject, JsonValue } from "../../src/model/json.ts";
import {
  type Param,
  PARAM_TYPES,
  type ParamType,
  type ScalarType,
} from "../../src/playbook/format/param.ts";

describe("where a value comes from", () => {
  const queue: Param = { type: "name", from: "alert.labels.queue", default: "fallback" };

  test("takes the label that the param names", () => {
    expect(resolve({ queue }, alertWith({ queue: "orders" }))).toEqual({ queue: "orders" });
  });

  test("takes an annotation and the fingerprint too", () => {
    const declared: Declared = {
      link: { type: "text", from: "alert.annotations.runbook" },
      print: { type: "id", from: "alert.fingerprint" },
    };

    expect(resolve(declared, alertWith({}))).toEqual({
      link: "https://x/",
      print: "854f707b1cbd9735",
    });
  });

  test("prefers what the caller gives over the label", () => {
    expect(resolve({ queue }, alertWith({ queue: "orders" }), { queue: "mails" })).toEqual({
      queue: "mails",
    });
  });

  test("takes the default where the label is missing, empty, or there is no alert", () => {
    expect(resolve({ queue }, alertWith({}))).toEqual({ queue: "fallback" });
    expect(resolve({ queue }, alertWith({ queue: "" }))).toEqual({ queue: "fallback" });
    expect(resolve({ queue }, undefined)).toEqual({ queue: "fallback" });
  });

  test("does not pass over a hostile label for the default", () => {
    const result = resolveParams({ queue }, alertWith({ queue: "orders; drop" }), {});

    expect(result).toMatchObject({ ok: false, failure: { code: "E301", retry: "never" } });
  });

  test("cuts long alert text at 300 characters, whole ones", () => {
    const declared: Declared = { why: { type: "text", from: "alert.labels.why" } };

    const cut = resolve(declared, alertWith({ why: "🏁".repeat(301) }));

    expect(cut).toEqual({ why: `${"🏁".repeat(299)}…` });
    const whole = "🏁".repeat(300);
    expect(resolve(declared, alertWith({ why: whole }))).toEqual({ why: whole });
  });

  test("keeps a param called like a member of every object", () => {
    const three: Param = { type: "int", default: 3 };

    expect(resolve({ constructor: three }, undefined)).toEqual({ constructor: 3 });
  });
});

describe("what a refusal says", () => {
  const queue: Param = { type: "name", from: "alert.labels.queue" };

  test("names the label, what it holds and what is allowed", () => {
    expect(refusal({ queue }, alertWith({ queue: "orders; drop" }))).toEqual([
      'Param "queue" comes from label "queue", which is "orders; drop"; it must be a name of letters, digits, dot, dash and underscore',
      'Check label "queue" in the alerting rule.',
    ]);
  });

  test("names the label that the alert does not have", () => {
    expect(refusal({ queue }, alertWith({}))[0]).toBe(
      'Param "queue" comes from label "queue", which this alert does not have, and there is no default',
    );
  });

  test("asks for the param when there is no alert", () => {
    expect(refusal({ pods: { type: "int", min: 1, max: 40 } }, undefined)).toEqual([
      'Param "pods" was not given and has no default',
      'Give "pods": a whole number from 1 to 40.',
    ]);
  });

  test("suggests the param that was meant", () => {
    expect(refusal({ queue }, undefined, { quue: "orders" })).toEqual([
      'There is no param "quue"',
      'Did you mean "queue"?',
    ]);
    expect(refusal({ queue }, undefined, { pods: 3 })[1]).toBe("This playbook takes queue.");
    expect(refusal({}, undefined, { pods: 3 })[1]).toBe("This playbook takes no params.");
  });

  test("refuses __proto__ from the caller as any other unknown param", () => {
    const given: JsonObject = JSON.parse('{"__proto__": "x"}');

    expect(refusal({ queue }, undefined, given)[0]).toBe('There is no param "__proto__"');
  });

  test("shows a long value cut, and nothing that could fool a reader", () => {
    const [message] = refusal(
      { queue },
      alertWith({ queue: `\u202E\u001B[31m${"a".repeat(5_000)}` }),
    );

    expect(message).toMatch(/^[\x20-\x7E…]+$/);
    expect(message).toContain("\\u{202e}\\u001b[31m");
    expect(message?.length).toBeLessThan(300);
  });
});

describe("the types", () => {
  const cases: readonly [ParamType, Partial<Param>, JsonValue, JsonValue][] = [
    ["name", {}, "worker-1.a_b", "worker-1.a_b"],
    ["id", {}, "wf:2026/11", "wf:2026/11"],
    ["enum", { of: ["prod", "staging"] }, "prod", "prod"],
    ["int", {}, "-12", -12],
    ["int", {}, 12, 12],
    ["int", {}, -0, 0],
    ["int", { min: 1, max: 40 }, "40", 40],
    ["number", {}, "1.5e+06", 1_500_000],
    ["number", {}, 0.25, 0.25],
    ["bool", {}, "true", true],
    ["bool", {}, "false", false],
    ["bool", {}, false, false],
    ["duration", { min: "1m", max: "2h" }, "1h30m", "1h30m"],
    ["text", {}, "Line 1\nline 2", "Line 1\nline 2"],
    ["list of name", {}, "orders, mails", ["orders", "mails"]],
    ["list of name", {}, [], []],
    ["list of int", { max: 9 }, "1,2,9", [1, 2, 9]],
    ["list of int", {}, [1, "2"], [1, 2]],
  ];
  test.each(cases)("%s with %j reads %j as %j", (type, options, value, expected) => {
    expect(resolve({ it: { type, ...options } }, undefined, { it: value })).toEqual({
      it: expected,
    });
  });

  const misfits: readonly [ParamType, Partial<Param>, JsonValue][] = [
    ["name", {}, "a/b"],
    ["name", {}, ""],
    ["name", {}, "orders\n"],
    ["name", {}, 5],
    ["name", {}, null],
    ["name", {}, ["orders"]],
    ["name", {}, "a".repeat(254)],
    ["id", {}, "-rf"],
    ["id", {}, "a b"],
    ["enum", { of: ["prod", "staging"] }, "Prod"],
    ["enum", {}, "prod"],
    ["int", {}, "1.0"],
    ["int", {}, "0x10"],
    ["int", {}, " 1"],
    ["int", {}, "007"],
    ["int", {}, 1.5],
    ["int", {}, "9007199254740993"],
    ["int", { min: 1, max: 40 }, 41],
    ["int", { min: 1, max: 40 }, "0"],
    ["int", { max: "many" }, 1],
    ["number", {}, "NaN"],
    ["number", {}, "Infinity"],
    ["number", {}, "1e999"],
    ["number", {}, ""],
    ["bool", {}, "True"],
    ["bool", {}, "1"],
    ["bool", {}, 0],
    ["duration", {}, "90"],
    ["duration", {}, 90],
    ["duration", {}, "10m "],
    ["duration", { min: "5m" }, "4m59s"],
    ["duration", { max: 5 }, "1m"],
    ["duration", {}, "999999999d".repeat(3)],
    ["text", {}, 5],
    ["list of name", {}, "orders,,mails"],
    ["list of text", {}, "orders,,mails"],
    ["list of name", {}, ""],
    ["list of name", {}, "orders,a b"],
    ["list of name", {}, [["orders"]]],
    ["list of name", {}, "a,".repeat(100).concat("a")],
    ["list of int", { max: 9 }, "1,10"],
  ];
  test.each(misfits)("%s with %j refuses %j", (type, options, value) => {
    expect(resolveParams({ it: { type, ...options } }, undefined, { it: value }).ok).toBe(false);
  });
});

test("a default that does not fit is refused as well", () => {
  expect(refusal({ pods: { type: "int", default: 50, max: 40 } }, undefined)).toEqual([
    'Param "pods" has the default 50; it must be a whole number, at most 40',
    "Mend the default in the playbook.",
  ]);
});

test("whatever is given, no value comes through that does not fit its type", () => {
  fc.assert(
    fc.property(anyParam, anyInput, fc.boolean(), (param, input, isLabel) => {
      const fromLabel = isLabel && typeof input === "string";
      const result = fromLabel
        ? resolveParams({ it: { ...param, from: "alert.labels.it" } }, alertWith({ it: input }), {})
        : resolveParams({ it: param }, undefined, { it: input });

      if (!result.ok) return;
      expect(Object.keys(result.params)).toEqual(["it"]);
      expect(conforms(result.params["it"] ?? null, param)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

type Declared = Record<string, Param>;

const anyInput: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "prod",
    "5",
    "-3",
    "2.5",
    "1e3",
    "true",
    "10m",
    "1h",
    "a,b",
    "1,2",
    "orders",
    "a/b:c",
  ),
  fc.array(fc.constantFrom<JsonValue>("prod", "5", 5, 2.5, true, "10m", "a b", null)),
  fc.jsonValue() as fc.Arbitrary<JsonValue>,
);

const anyParam: fc.Arbitrary<Param> = fc.record(
  {
    type: fc.constantFrom(...PARAM_TYPES),
    of: fc.constantFrom(["prod"], ["5", "orders"]),
    min: fc.constantFrom<number | string>(-5, 0, 3, "1m", "soon"),
    max: fc.constantFrom<number | string>(0, 4, 100, "30m"),
    default: fc.constantFrom<string | number | string[]>("prod", 7, "x y", ["a"]),
  },
  { requiredKeys: ["type"] },
);

/** The types once more, in the plainest words, as a judge of the real reader. */
const JUDGES: Readonly<Record<ScalarType, (value: JsonValue, param: Param) => boolean>> = {
  name: (value) => isTextLike(value, /^[a-z0-9][a-z0-9._-]*$/i),
  id: (value) => isTextLike(value, /^[a-z0-9][a-z0-9._/:-]*$/i),
  enum: (value, { of = [] }) => of.some((choice) => choice === value),
  int: (value, param) => Number.isInteger(value) && inRange(value, param),
  number: (value, param) => Number.isFinite(value) && inRange(value, param),
  bool: (value) => value === true || value === false,
  duration: (value, param) =>
    typeof value === "string" && inRange(parseDuration(value) ?? "none", param),
  text: (value) => typeof value === "string",
};

function conforms(value: JsonValue, param: Param): boolean {
  const scalar = PARAM_TYPES.find((type) => `list of ${type}` === param.type);
  if (scalar === undefined) return JUDGES[param.type as ScalarType](value, param); // no list is left
  return Array.isArray(value) && value.every((item) => conforms(item, { ...param, type: scalar }));
}

function isTextLike(value: JsonValue, form: RegExp): boolean {
  return typeof value === "string" && form.test(value);
}

function inRange(size: JsonValue, { type, min, max }: Param): boolean {
  const limit = (end: number | string) =>
    type === "duration" ? parseDuration(String(end)) : typeof end === "number" ? end : undefined;
  const [low, high] = [
    min === undefined ? -Infinity : limit(min),
    max === undefined ? Infinity : limit(max),
  ];
  if (typeof size !== "number" || low === undefined || high === undefined) return false;
  return low <= size && size <= high;
}

function alertWith(labels: Record<string, string>): Alert {
  return createAlert({
    status: "firing",
    labels: new Map(Object.entries(labels)),
    annotations: new Map([["runbook", "https://x/"]]),
    fingerprint: "854f707b1cbd9735",
  });
}

function resolve(declared: Declared, alert: Alert | undefined, given: JsonObject = {}): JsonObject {
  const result = resolveParams(declared, alert, given);
  if (!result.ok) throw new Error(result.failure.message);
  return result.params;
}

function refusal(declared: Declared, alert: Alert | undefined, given: JsonObject = {}): string[] {
  const result = resolveParams(declared, alert, given);
  if (result.ok) throw new Error(`let through ${JSON.stringify(result.params)}`);
  return [result.failure.message, result.failure.remedy];
}
