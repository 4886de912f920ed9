import { afterAll, describe, expect, test } from "vitest";
import { emptyDatabase } from "../../postgres/server.ts";
import { databaseAt } from "../../steps/postgres/world.ts";

const server = await emptyDatabase(afterAll);

describe("a value of PostgreSQL", () => {
  test.each([
    ["true", true],
    ["null", null],
    ["17::smallint", 17],
    ["count(*)", 1],
    ["9007199254740991::bigint", 9_007_199_254_740_991],
    ["9007199254740993::bigint", "9007199254740993"],
    ["12.50::numeric", 12.5],
    ["'NaN'::numeric", "NaN"],
    ["0.1::float8", 0.1],
    ["'infinity'::float8", "Infinity"],
    ["'2026-01-02 03:04:05.678+02'::timestamptz", "2026-01-02T01:04:05.678Z"],
    ["'2026-01-02 03:04:05'::timestamptz", "2026-01-02T03:04:05.000Z"],
    ["'infinity'::timestamptz", "infinity"],
    ["'2026-01-02'::date", "2026-01-02"],
    ["interval '90 minutes'", "01:30:00"],
    [`'{"a": [1, null]}'::jsonb`, { a: [1, null] }],
    ["array[1, 2]", "{1,2}"],
    ["'\\x00ff'::bytea", "\\x00ff"],
    ["'text'::text", "text"],
  ])("is data: %s", async (sql, value) => {
    const found = await databaseAt(server).read(
      { text: `select ${sql} as value`, values: [] },
      1,
      new AbortController().signal,
    );

    expect(found).toMatchObject({ is: "found", rows: [{ value }] });
  });

  test("under a name that means something to JavaScript harms nobody", async () => {
    const text = `select 'x' as "__proto__", 'y' as constructor`;
    const found = await databaseAt(server).read(
      { text, values: [] },
      1,
      new AbortController().signal,
    );

    if (found.is !== "found") throw new Error(found.is);
    expect(Object.keys(found.rows[0] ?? {})).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(found.rows[0])).toBe(Object.prototype);
  });
});
