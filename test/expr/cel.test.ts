import { Environment } from "@marcbachmann/cel-js";
import fc, { type LetrecTypedTie } from "fast-check";
import { describe, expect, test } from "vitest";
import { createScope } from "../../src/expr/scope.ts";
import { BOOL, INT, NUMBER, type Shape, TEXT } from "../../src/model/shape.ts";

const listOf = (of: Shape): Shape => ({ is: "list", of });

const ours = createScope({ i: INT, d: NUMBER, t: TEXT, b: BOOL, l: listOf(INT), m: listOf(TEXT) });
const values = { i: 7, d: 2.5, t: "né🙂", b: true, l: [3, 0, 5], m: ["a", "", "né"] };

const library = new Environment()
  .registerVariable("i", "int")
  .registerVariable("d", "double")
  .registerVariable("t", "string")
  .registerVariable("b", "bool")
  .registerVariable("l", "list<int>")
  .registerVariable("m", "list<string>");
const libraryValues = { ...values, i: 7n, l: [3n, 0n, 5n] };

interface Typed {
  readonly int: string;
  readonly text: string;
  readonly bool: string;
  readonly ints: string;
}

/** Well-typed expressions, small enough that no integer leaves the range both can hold. */
const typed = fc.letrec<Typed>((tie: LetrecTypedTie<Typed>) => ({
  int: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("0", "1", "-3", "i", "l[1]", "size(m)"),
    infix(tie("int"), ["+", "-", "*", "/", "%"], tie("int")),
    choice(tie("bool"), tie("int")),
    tie("text").map((text) => `size(${text})`),
    tie("ints").map((list) => `size(${list})`),
    fc.tuple(tie("ints"), tie("int")).map(([list, index]) => `${list}[${index}]`),
  ),
  text: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("''", "'a'", '"é"', "t", "m[2]"),
    infix(tie("text"), ["+"], tie("text")),
    choice(tie("bool"), tie("text")),
    tie("int").map((number) => `string(${number})`),
  ),
  bool: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("true", "false", "b", "d > 1.0"),
    infix(tie("int"), ["<", "<=", ">", ">=", "==", "!="], tie("int")),
    infix(tie("text"), ["<", ">=", "==", "!="], tie("text")),
    infix(tie("bool"), ["&&", "||", "=="], tie("bool")),
    infix(tie("int"), ["in"], tie("ints")),
    infix(tie("ints"), ["==", "!="], tie("ints")),
    tie("bool").map((condition) => `!${condition}`),
    choice(tie("bool"), tie("bool")),
    fc
      .tuple(tie("text"), fc.constantFrom("contains", "startsWith", "endsWith"), tie("text"))
      .map(([text, method, part]) => `${text}.${method}(${part})`),
    fc
      .tuple(tie("ints"), fc.constantFrom("all", "exists", "exists_one"), tie("int"))
      .map(([list, loop, bound]) => `${list}.${loop}(x, 6 / x > ${bound})`),
  ),
  ints: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom("l", "[1, 2]"),
    tie("int").map((number) => `[${number}, i]`),
    tie("int").map((number) => `l.map(x, x * ${number})`),
    tie("bool").map((condition) => `l.filter(x, x > 0 && ${condition})`),
  ),
}));

describe("the language is CEL", () => {
  test("each expression means what it means to the library's own evaluator", () => {
    const source = fc.oneof(typed.int, typed.text, typed.bool, typed.ints);
    let compared = 0;
    fc.assert(
      fc.property(source, (expression) => {
        const compiled = ours.compile(expression);
        // Beyond our limits, or an impossible constant: refused on purpose.
        if (!compiled.ok) return;
        const result = compiled.expression.evaluate(values);
        if (result.ok) compared += 1;
        expect(result.ok ? result.value : "failed").toEqual(byLibrary(expression));
      }),
      { numRuns: 2_000 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});

function byLibrary(expression: string): unknown {
  try {
    return plain(library.evaluate(expression, libraryValues));
  } catch {
    return "failed";
  }
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "bigint" ? Number(value) : value;
}

function infix(
  left: fc.Arbitrary<string>,
  operators: readonly string[],
  right: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  return fc
    .tuple(left, fc.constantFrom(...operators), right)
    .map(([l, operator, r]) => `(${l} ${operator} ${r})`);
}

function choice(
  condition: fc.Arbitrary<string>,
  branch: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  return fc.tuple(condition, branch, branch).map(([c, yes, no]) => `(${c} ? ${yes} : ${no})`);
}
