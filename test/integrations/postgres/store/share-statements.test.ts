import { setImmediate as turn } from "node:timers/promises";
import { DatabaseError } from "pg";
import { describe, expect, test } from "vitest";
import { shareStatements } from "../../../../src/integrations/postgres/store/share-statements.ts";

describe("asks that share statements", () => {
  test("go together when they come in one turn, and wait for nobody who comes later", async () => {
    const { ask, groups, open } = gate();

    const all = ["a", "b", "c"].map(ask);
    await turn();
    void ask("d");
    await turn();

    expect(groups).toEqual([["a", "b", "c"], ["d"]]);
    open();
    expect(await Promise.all(all)).toEqual(["A", "B", "C"]);
  });

  test("gather while enough statements are under way", async () => {
    const { ask, groups, open } = gate();

    const all: Promise<string>[] = [];
    for (const name of ["a", "b", "c", "d", "e"]) {
      all.push(ask(name));
      await turn();
    }
    expect(groups).toEqual([["a"], ["b"]]);
    open();

    expect(await Promise.all(all)).toEqual(["A", "B", "C", "D", "E"]);
    expect(groups).toEqual([["a"], ["b"], ["c", "d", "e"]]);
  });

  test("stay together as long as each answer leads to the next ask", async () => {
    const { ask, groups, open } = gate();
    open();

    const thrice = async (name: string) => {
      for (let time = 0; time < 3; time++) await ask(name);
    };
    await Promise.all(["a", "b", "c"].map(thrice));

    expect(groups).toEqual(Array(3).fill(["a", "b", "c"]));
  });

  test("never stand side by side when they name the same thing, and keep their order", async () => {
    const { ask, groups, open } = gate();

    const all = ["x1", "x2", "y1", "x3"].map(ask);
    open();
    await Promise.all(all);

    expect(groups).toEqual([["x1", "y1"], ["x2"], ["x3"]]);
  });

  test("are spread over statements of a limited size", async () => {
    const { ask, groups, open } = gate();

    const all = Array.from({ length: 120 }, (_, i) => ask(String.fromCodePoint(0x4e00 + i)));
    open();
    await Promise.all(all);

    expect(groups.flat()).toHaveLength(120);
    expect(Math.max(...groups.map(({ length }) => length))).toBeLessThanOrEqual(50);
  });

  test("are tried one by one when the database refuses them together", async () => {
    const { ask, groups, open } = gate((group) => {
      if (group.includes("bad")) throw refusal();
    });

    const all = ["a", "bad", "c"].map(ask);
    open();

    const settled = await Promise.allSettled(all);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(groups).toEqual([["a", "bad", "c"], ["a"], ["bad"], ["c"]]);
  });

  test("are not tried again when the database cannot be reached", async () => {
    const { ask, groups, open } = gate(() => {
      throw new Error("connect ECONNREFUSED");
    });

    const settled = Promise.allSettled(["a", "b"].map(ask));
    open();

    expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(groups).toEqual([["a", "b"]]);
  });

  test("are all refused when one of them has no answer", async () => {
    const ask = shareStatements({ answerAll: async () => ["A"], names: () => [] });

    const settled = await Promise.allSettled(["a", "b"].map(ask));

    expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});

/** Holds every group back until the test lets all of them go. Asks are named by their letter. */
function gate(judge: (group: readonly string[]) => void = () => undefined) {
  const groups: (readonly string[])[] = [];
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const ask = shareStatements({
    answerAll: async (group: readonly string[]) => {
      groups.push(group);
      await opened;
      judge(group);
      return group.map((name) => name.toUpperCase());
    },
    names: (name) => [name.slice(0, 1)],
  });
  return { ask, groups, open };
}

function refusal(): DatabaseError {
  const error = new DatabaseError("duplicate key", 0, "error");
  error.severity = "ERROR";
  return error;
}
