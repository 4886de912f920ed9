import { describe, expect, test } from "vitest";
import type { AppendResult } from "../../../../src/integrations/postgres/store/append.ts";
import type { Append } from "../../../../src/integrations/postgres/store/change-rows.ts";
import { groupAppends } from "../../../../src/integrations/postgres/store/group-appends.ts";
import type { Claim } from "../../../../src/ports/run-store.ts";
import { changeOf } from "../../../contract/run-store/example-runs.ts";

describe("appends that are made at the same time", () => {
  test("never stand side by side for one run or one target, and keep their order", async () => {
    const { append, groups } = grouped();
    const lock = (...targets: readonly string[]) => changeOf({ lock: targets });

    await Promise.all([
      append(claimOn("a"), lock("cart")),
      append(claimOn("b"), lock("shop", "cart")),
      append(claimOn("c"), lock("shop")),
      append(claimOn("a"), changeOf()),
      append(claimOn("d"), changeOf()),
    ]);

    expect(groups).toEqual([["a", "d"], ["b", "a"], ["c"]]);
  });

  test("are a mistake without an event, or under a claim that was used before", async () => {
    const { append } = grouped({ is: "out_of_turn" });

    await expect(append(claimOn("a"), changeOf({ events: [] }))).rejects.toThrow(RangeError);
    await expect(append(claimOn("a"), changeOf())).rejects.toThrow("has moved on under this claim");
  });
});

function grouped(result?: AppendResult) {
  const groups: (readonly string[])[] = [];
  const append = groupAppends(async (appends: readonly Append[]) => {
    groups.push(appends.map(({ claim }) => claim.run));
    return appends.map(({ claim }) => result ?? { is: "stored", claim });
  });
  return { append, groups };
}

function claimOn(run: string): Claim {
  return { run, epoch: 1, seq: 1, heard: 0 };
}
