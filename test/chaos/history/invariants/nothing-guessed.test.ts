import { describe, expect, test } from "vitest";
import { Driver, fire, MINUTE, programOf, UNVERIFIED } from "../../../engine/machine/driver.ts";
import {
  cleanHistory,
  doubtfulHistory,
  doubtfulUndoHistory,
  historyOf,
  later,
  undoneHistory,
  withArrivals,
  withIntents,
  withRun,
} from "../example-history.ts";
import type { History } from "../history.ts";
import { nothingGuessed } from "./nothing-guessed.ts";

describe("a once effect", () => {
  test.each([
    ["known to have happened", cleanHistory()],
    ["in doubt", doubtfulHistory()],
    ["given up and in doubt", timedOut()],
    ["settled by a person", settled()],
    ["answered in the end", answeredLate()],
    ["the undo of another, and in doubt", doubtfulUndoHistory()],
  ])("that is %s is as promised", (_how, history) => {
    expect([...nothingGuessed(history)]).toEqual([]);
  });

  test("must not have succeeded when nobody was told so", () => {
    const history = withArrivals(cleanHistory(), "page", { answer: "nothing" });

    expect(only(history)).toBe("r-1/page/0/run succeeded on record, and nobody was told so");
  });

  test("must not have succeeded when it never took effect", () => {
    const arrivals = cleanHistory().arrivals.filter(({ step }) => step !== "page");

    expect(only({ ...cleanHistory(), arrivals })).toContain("and never took effect");
  });

  test("must not have failed when it took effect", () => {
    const history = withIntents(doubtfulHistory(), "page", { outcome: "failed" });

    expect(only(history)).toBe("r-1/page/0/run failed on record, and took effect");
  });

  test("may have failed when it never took effect", () => {
    const history = withIntents(doubtfulHistory(), "page", { outcome: "failed" });

    expect([...nothingGuessed({ ...history, arrivals: [] })]).toEqual([]);
  });

  test.each(["in_doubt", "given_up"] as const)(
    "that is %s must not be closed by the engine itself",
    (outcome) => {
      const { state } = cleanHistory().runs[0]?.record ?? {};
      if (state === undefined) throw new Error("the example has a run");
      const open = withIntents(doubtfulHistory(), "page", { outcome });
      const history = withRun(open, ({ record }) => ({ record: { ...record, state } }));

      expect(only(history)).toBe("r-1/page/0/run was in doubt, and nobody settled it");
    },
  );

  test("that takes another back must not be closed by the engine itself", () => {
    const undone = undoneHistory().runs[0]?.record.state.changes ?? [];
    const history = withRun(doubtfulUndoHistory(), ({ record }) => ({
      record: { ...record, state: { ...record.state, changes: undone } },
    }));

    expect(only(history)).toBe("r-1/restart/0/undo was in doubt, and nobody settled it");
  });

  test("must not be open when its run has ended", () => {
    const history = withIntents(cleanHistory(), "page", { outcome: null });

    expect(only(history)).toBe("r-1/page/0/run was open when its run ended");
  });
});

function timedOut(): History {
  const driver = paging().pass(2 * MINUTE);
  return withIntents(historyOf(driver), "page", { outcome: "given_up" });
}

function settled(): History {
  const driver = later(paging()).perform("page", { is: "in_doubt", reason: "cut" });
  const { now: at } = later(driver);
  const event = { is: "settled", at, step: "page", item: 0, by: "ann" } as const;
  return historyOf(driver.send({ ...event, verdict: "happened" }));
}

function answeredLate(): History {
  const driver = later(paging().pass(2 * MINUTE)).succeed("page");
  return withIntents(historyOf(driver), "page", { outcome: "given_up" });
}

function paging(): Driver {
  return new Driver(programOf([fire("page", UNVERIFIED)]));
}

function only(history: History): string | undefined {
  const violations = [...nothingGuessed(history)];
  expect(violations).toHaveLength(1);
  return violations[0];
}
