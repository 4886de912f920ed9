import { describe, expect, test } from "vitest";
import { sqlDatabases } from "../../../src/cli/serve/sql-databases.ts";
import { Connections, honoursKey } from "../../../src/config/connections.ts";
import { emptyDatabase } from "../../postgres/server.ts";
import { urlOf } from "../../steps/postgres/world.ts";

describe("the postgres connections of connections.yaml", () => {
  test("are opened by the address that their secret holds", async () => {
    const url = urlOf(await emptyDatabase());
    process.env["PITCREW_TEST_ORDERS"] = url;
    const databases = databasesFor({ type: "postgres", url: "env:PITCREW_TEST_ORDERS" });

    expect(await databases("it").read(ONE, 1, live())).toMatchObject({ rows: [{ n: 1 }] });
  });

  test("remember effects where they name a table for it", () => {
    const plain = { type: "postgres", url: "env:X" };
    const marked = { ...plain, marker_table: "ops.pitcrew_effects" };

    expect(databasesFor(plain)("it").honoursKey).toBe(false);
    expect(databasesFor(marked)("it").honoursKey).toBe(true);
    expect(honoursKey(listing(plain), "it")).toBe(false);
    expect(honoursKey(listing(marked), "it")).toBe(true);
  });

  test.each([
    ["missing", undefined, 'connections.yaml has no postgres connection "it"'],
    ["without their secret", { type: "postgres", url: "env:PITCREW_TEST_UNSET" }, "is not set"],
    ["given nonsense for an address", { type: "postgres", url: "file:/dev/null" }, ""],
  ])("are not opened when %s", async (_, connection, detail) => {
    const database = databasesFor(connection)("it");
    const change = { statement: ONE, rows: { min: 0, max: 1 }, key: "r-1/one" };
    const answers = [
      await database.read(ONE, 1, live()),
      await database.tryOut(ONE, live()),
      await database.change(change, live()),
    ];

    for (const answer of answers) {
      expect(answer).toMatchObject({ is: "unreached", detail: expect.stringContaining(detail) });
    }
  });

  test("refuse a table name that would be more than a name", () => {
    const parsed = Connections.safeParse({
      format: 1,
      connections: { it: { type: "postgres", url: "env:X", marker_table: "a; drop table b" } },
    });

    expect(parsed.error?.issues[0]?.message).toContain("must be the name of a table");
  });
});

const ONE = { text: "select 1 as n", values: [] };

function listing(it: object | undefined): Connections {
  return Connections.parse({ format: 1, connections: it === undefined ? {} : { it } });
}

function databasesFor(it: object | undefined) {
  return sqlDatabases(() => listing(it));
}

function live(): AbortSignal {
  return new AbortController().signal;
}
