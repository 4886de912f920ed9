import { DatabaseError } from "pg";
import { describe, expect, test } from "vitest";
import type { Append } from "../../../../src/integrations/postgres/store/change-rows.ts";
import { groupAppends } from "../../../../src/integrations/postgres/store/group-appends.ts";
import type { Appended, Claim } from "../../../../src/ports/run-store.ts";
import { changeOf } from "../../../contract/run-store/example-runs.ts";

describe("appends that are made at the same time", () => {
  test("wait for nobody while nothing is under way, and then share what comes after", async () => {
    const { append, groups, answerAll } = gate();

    const all = ["a", "b", "c", "d", "e"].map((run) => append(claimOn(run), changeOf()));
    expect(groups).toEqual([["a"], ["b"]]);
    await answerAll();

    expect((await Promise.all(all)).map(({ is }) => is)).toEqual(Array(5).fill("stored"));
    expect(groups).toEqual([["a"], ["b"], ["c", "d", "e"]]);
  });

  test("never stand side by side for one run or one target, and keep their order", async () => {
    const { append, groups, answerAll } = gate();
    const lock = (target: string) => changeOf({ lock: [target] });

    const all = [
      append(claimOn("x"), changeOf()),
      append(claimOn("y"), changeOf()),
      append(claimOn("a"), lock("cart")),
      append(claimOn("b"), lock("cart")),
      append(claimOn("c"), lock("shop")),
      append(claimOn("a"), changeOf()),
    ];
    await answerAll();
    await Promise.all(all);

    expect(groups).toEqual([["x"], ["y"], ["a", "c"], ["b", "a"]]);
  });

  test("are tried one by one when the database refuses them together", async () => {
    const { append, groups, answerAll } = gate((group) => {
      if (group.includes("bad")) throw refusal();
    });

    const all = ["x", "y", "a", "bad", "b"].map((run) => append(claimOn(run), changeOf()));
    await answerAll();

    const settled = await Promise.allSettled(all);
    expect(settled.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(groups.slice(2)).toEqual([["a", "bad", "b"], ["a"], ["bad"], ["b"]]);
  });

  test("are not tried again when the database cannot be reached", async () => {
    const { append, groups, answerAll } = gate(() => {
      throw new Error("connect ECONNREFUSED");
    });

    const all = ["x", "y", "a", "b"].map((run) => append(claimOn(run), changeOf()));
    const settled = Promise.allSettled(all);
    await answerAll();

    expect((await settled).map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
    expect(groups).toEqual([["x"], ["y"], ["a", "b"]]);
  });
});

/** Holds every group back until the test lets all of them go. */
function gate(judge: (group: readonly string[]) => void = () => undefined) {
  const groups: (readonly string[])[] = [];
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const append = groupAppends(async (appends: readonly Append[]) => {
    const group = appends.map(({ claim }) => claim.run);
    groups.push(group);
    await opened;
    judge(group);
    return appends.map(({ claim }): Appended => ({ is: "stored", claim }));
  });
  const answerAll = async () => {
    open();
    await opened;
  };
  return { append, groups, answerAll };
}

function refusal(): DatabaseError {
  const error = new DatabaseError("duplicate key", 0, "error");
  error.severity = "ERROR";
  return error;
}

function claimOn(run: string): Claim {
  return { run, epoch: 1, seq: 1, heard: 0 };
}
