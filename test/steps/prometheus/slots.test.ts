import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prometheusValue } from "../../../src/steps/prometheus/value.ts";
import { boundQuery } from "../../../src/steps/prometheus/slots.ts";

describe("the slots of a query", () => {
  test("become label values, and numbers and booleans too", () => {
    const query = `sum(jobs{queue="{queue}", shard!='{shard}'}) > 3`;

    expect(boundQuery({ query, slots: { queue: "orders", shard: 7 } })).toBe(
      `sum(jobs{queue="orders", shard!='7'}) > 3`,
    );
  });

  test("may be part of a value, and are taken character by character in a pattern", () => {
    const query = `jobs{host=~"{host}:[0-9]+", queue="{queue}-dead"}`;

    expect(boundQuery({ query, slots: { host: "10.0.0.1", queue: "a" } })).toBe(
      `jobs{host=~"10\\u005c.0\\u005c.0\\u005c.1:[0-9]+", queue="a-dead"}`,
    );
  });

  test("never end the value in which they stand, whatever is put into them", () => {
    const anyText = fc.string({ unit: "binary", minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(anyText, (text) => {
        const bound = boundQuery({ query: `up{a="{x}"}`, slots: { x: text } });
        const inside = bound.slice(`up{a="`.length, -`"}`.length);

        expect(inside).not.toMatch(/["'`\n\r]/);
        expect(JSON.parse(`"${decodeLong(inside)}"`)).toBe(text);
      }),
    );
  });

  test("are not looked for in what was put into another", () => {
    const query = `up{a="{x}", b="{y}"}`;

    expect(boundQuery({ query, slots: { x: "{y}", y: "$&" } })).toBe(`up{a="{y}", b="$&"}`);
  });

  test("are left alone in comments, and where a brace is escaped", () => {
    const query = `up{a="\\{x}"} # of {team}`;

    expect(boundQuery({ query, slots: {} })).toBe(query);
    expect(complaints({ query })).toEqual([]);
  });

  test("are a programming error without a value", () => {
    expect(() => boundQuery({ query: `up{a="{x}"}`, slots: {} })).toThrow("{x} has no value");
  });
});

describe("a query is refused", () => {
  test.each([
    ["outside of quotes", "rate(jobs[{x}])"],
    ["in place of a metric", "{x}"],
    ["in a text that is no label value", `label_replace(up, "a", "{x}", "b", ".*")`],
    ["in back-quotes, where nothing can be escaped", "up{a=`{x}`}"],
    ["behind a backslash of a pattern", `up{a=~"\\\\{x}"}`],
    ["in a set of a pattern", `up{a=~"[{x}]"}`],
    ["in a quote that is not closed", `up{a="{x}`],
    ["in a comparison outside of a selector", `up = "{x}"`],
  ])("with a slot %s", (_, query) => {
    expect(complaints({ query, slots: { x: "1" } })).toEqual([
      expect.stringContaining("in a place where it could mean more than a value"),
    ]);
  });

  test.each([
    ["a slot without a value", {}, "needs a value for {x}"],
    ["a value without a slot", { x: "1", y: "2" }, "is not a {y} of the query"],
    ["an empty value", { x: "" }, "must not be empty"],
    ["a list as a value", { x: ["1"] }, "must be one text, number or boolean"],
    ["half a character", { x: "\uD800" }, "must be valid Unicode"],
  ])("with %s", (_, slots, complaint) => {
    expect(complaints({ query: `up{a="{x}"}`, slots })[0]).toContain(complaint);
  });
});

function complaints(change: object): readonly string[] {
  const parsed = prometheusValue.params.safeParse({ connection: "metrics", ...change });
  return parsed.error?.issues.map(({ message }) => message) ?? [];
}

/** JSON knows the short escapes only. */
function decodeLong(text: string): string {
  return text.replace(/\\U([0-9a-f]{8})/g, (_, code: string) => {
    const character = String.fromCodePoint(Number.parseInt(code, 16));
    return character;
  });
}
