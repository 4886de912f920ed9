import type { Values } from "../../src/expr/expression.ts";
import { createScope } from "../../src/expr/scope.ts";
import type { JsonValue } from "../../src/model/json.ts";
import { ANY, INT, NUMBER, object, type Shape, TEXT } from "../../src/model/shape.ts";

const listOf = (of: Shape): Shape => ({ is: "list", of });

/** Names for expressions that try to take as long as they can. */
export const hostileScope = createScope({
  n: listOf(INT),
  d: listOf(NUMBER),
  t: listOf(TEXT),
  u: listOf(TEXT),
  w: listOf(listOf(INT)),
  o: listOf(object({ a: TEXT, b: TEXT, n: INT })),
  any: ANY,
  big: TEXT,
  kb: TEXT,
  part: TEXT,
  map: { is: "map", of: TEXT },
  wide: { is: "map", of: INT },
  waits: listOf({ is: "duration" }),
  durations: TEXT,
  other: TEXT,
  capitals: TEXT,
});

const many = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => item(index));

const KB = "a".repeat(1_023);

/** Values at every cap: 1,000 items, texts of 1 KB in lists, 1 MB of anything else. */
export const hostileValues: Values = {
  n: many(1_000, (index) => index),
  d: many(1_000, (index) => index / 3),
  t: many(1_000, () => `${KB}b`),
  u: many(1_000, () => `b${KB}`),
  w: many(1_000, () => many(1_000, (index) => index)),
  o: many(1_000, (n) => ({ a: `${KB}b`, b: `b${KB}`, n })),
  any: many(1_000, (): JsonValue => ({ a: many(50, () => KB), b: null })),
  big: "a".repeat(1_000_000),
  kb: `${KB}b`,
  part: `b${"a".repeat(500)}`,
  capitals: "É".repeat(1_000_000),
  other: `${"a".repeat(999_999)}b`,
  durations: "1s".repeat(500_000),
  waits: many(1_000, (index) => `${index}h${index}m${index}s${index}ms`),
  wide: Object.fromEntries(many(100_000, (index) => [`key${index}`, index])),
  map: Object.fromEntries(many(1_000, (index) => [`key${index}`, KB])),
};

const repeated = (count: number, text: string, by: string): string =>
  many(count, () => text).join(by);

const sum = repeated(60, "x", " + ");

/** Each is accepted when it is compiled; none may take long. */
export const HOSTILE: readonly string[] = [
  "n.all(x, n.all(y, x + y >= 0))",
  "n.exists(x, n.exists(y, x + y < 0))",
  `n.all(x, n.all(y, ${sum} >= 0))`,
  `n.map(x, n.map(y, ${sum}))`,
  "n.map(x, n)",
  "n.map(x, n.map(y, n))",
  "[n, n, n, n].map(x, n.map(y, w))",
  "n.all(x, x in n)",
  "n.all(x, n.all(y, !(x in d)))",
  "n.all(x, n.exists(y, y in n) || x in n)",
  "t.all(x, u.all(y, x != y))",
  "t.all(x, t.all(y, x == y))",
  "t.all(x, t.all(y, x <= y))",
  "t.all(x, u.all(y, !x.contains(y)))",
  "t.all(x, !x.contains(part))",
  't.all(x, t.all(y, !x.contains("baaaaaaa")))',
  'u.all(x, u.all(y, !glob(x, "*a*a*a*a*a*a*a*a*b*a*a*a*a*a*c")))',
  "t.all(x, t.all(y, lower(x) == lower(y)))",
  "t.all(x, t.all(y, size(x) == size(y)))",
  't.join(",").contains("b")',
  "t.map(x, t.join(x))",
  "t.map(x, t.map(y, x + y))",
  "n.map(x, n.map(y, string(x) + string(y)))",
  "n.map(x, string(x)).join(kb)",
  'big.contains("b") || big.contains("aab") || big.contains("aaaaaaaaaaaaaaaab")',
  "big.contains(part)",
  "big.contains(big)",
  "glob(big, big)",
  'glob(big, "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b")',
  "big == big",
  "duration(durations) > duration('1s')",
  repeated(24, "size(big)", " + "),
  repeated(24, 'lower(big).contains("b")', " || "),
  repeated(50, "big == other", " || "),
  repeated(35, 'lower(capitals) == "b"', " || "),
  "d.all(x, d.all(y, string(x / (y + 0.1)) != string(x * 1.7)))",
  "d.all(x, d.all(y, double(string(x)) >= 0.0))",
  "any == any",
  "w == w && w == w",
  "any.all(x, x == any)",
  "any.all(x, any.all(y, x == y))",
  "w.all(x, w.all(y, x == y))",
  "o.all(x, o.all(y, x == y))",
  "o.filter(x, o.exists(y, x.a == y.b)).map(x, x.a + x.b)",
  "w.map(x, x).map(x, x).map(x, w)",
  "[any, any, any, any, any].map(x, [x, x, x, x, x]).map(y, [y, y, y, y, y])",
  `[${repeated(50, "w", ", ")}]`,
  `[${repeated(16, "n.map(x, n)", ", ")}]`,
  `{${many(50, (index) => `"k${index}": any`).join(", ")}}`,
  "n.exists(x, n.exists(y, 1 / (x - x) > 0))",
  "n.exists(x, n.exists(y, n[x + 1000] > 0 || n[y + 1000] > 0))",
  "any.exists(x, any.exists(y, x.a[99] == y.c))",
  "n.exists(x, any[x].b.c == 1)",
  'n.all(x, n.all(y, int(string(x)) + int(string(y)) >= 0 && duration("1h2m3s4ms") > duration("1s")))',
  "waits.all(x, waits.all(y, x <= y))",
  "waits.all(x, waits == waits)",
  "waits.all(x, x in waits)",
  repeated(12, "t.all(x, u.exists(y, x == y))", " || "),
  "map.all(x, map.all(y, x in map && y in map))",
  "map.map(x, map)",
  repeated(40, "size(wide)", " + "),
  repeated(40, "wide == wide", " && "),
];
