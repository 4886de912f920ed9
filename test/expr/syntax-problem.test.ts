import { describe, expect, test } from "vitest";
import { problemOf, underlined } from "./incident.ts";

describe("a text that is no expression", () => {
  test.each([
    ["params.max_pods = 3", "=", "write == to compare"],
    ["params.max_pods === 3", "=", "write == or != to compare"],
    ["a and b", "and", "write && for and"],
    ["a or b", "or", "write || for or"],
    ["a is b", "is", "write == to compare"],
    ["a & b", "&", "write && for and"],
    ["a | b", "|", "write || for or"],
    ["not a", "a", "write ! for not"],
    ["a not in b", "not", "write !(x in list)"],
    ["a <> b", ">", "write != for not equal"],
    ["${{ a }}", "$", "remove ${{ and }}: this is an expression already"],
    ["a }}", "}", "remove }}, or the expression has one bracket too many"],
    ["a?.b", ".", "write .?field, with the dot first"],
    ["a; b", ";", "remove the rest; an expression is one value"],
    ["“a”", "“", 'write straight quotes: "text"'],
    ["`a`", "`", 'write the text in straight quotes: "text"'],
    ["'don't'", "t", 'write a text that holds an apostrophe in double quotes: "don\'t"'],
    ["a == 'b", "'b", "close the quote"],
    ["a ==", "=", "finish it: a value, an operator's right side or a closing bracket is missing"],
    ["(a", "a", "finish it: a value, an operator's right side or a closing bracket is missing"],
    ["a b", "b", "remove it, or write the operator that is missing before it: ==, &&, ||, +"],
    ["if (a) b", "if", "use another name"],
    ["params.zones.map(1, 2)", "1", "write it like list.filter(x, x.ready)"],
    ["   ", " ", "write a value or a condition, such as params.count > 0"],
  ])("%s gets the fix for that slip", (source, part, fix) => {
    expect(problemOf(source)).toMatchObject({ code: "E202", fix });
    expect(underlined(source)).toBe(part);
  });

  test("may be empty", () => {
    expect(problemOf("")).toMatchObject({ code: "E202", message: "The expression is empty" });
  });
});

describe("an expression that is too large", () => {
  test.each([
    ["too long", `"${"x".repeat(4_100)}"`, "The expression has 4102 characters; it may have 4096"],
    ["too many parts", Array(150).fill("1").join(" + "), "The expression has more than 200 parts"],
    [
      "too deep",
      "(".repeat(30) + "1" + ")".repeat(30),
      "The expression is nested more than 20 deep",
    ],
    ["a chain of signs", `${"-".repeat(4_000)}1`, "The expression has more than 200 parts"],
    [
      "too many items",
      `[${Array(51).fill("1").join(",")}]`,
      "A list or map written out may have 50 items",
    ],
  ])("is refused when it is %s", (_, source, message) => {
    expect(problemOf(source)).toMatchObject({ code: "E208", message });
  });

  test("is accepted at the limits", () => {
    expect(() => problemOf(Array(100).fill("1").join(" + "))).toThrow("compiles");
    expect(() => problemOf("(".repeat(19) + "1" + ")".repeat(19))).toThrow("compiles");
    expect(() => problemOf(`[${Array(50).fill("1").join(",")}]`)).toThrow("compiles");
  });
});
