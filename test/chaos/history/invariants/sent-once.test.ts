import { describe, expect, test } from "vitest";
import { cleanHistory, withArrivals, withRun } from "../example-history.ts";
import type { History } from "../history.ts";
import { sentOnce } from "./sent-once.ts";

describe("a once effect", () => {
  test("that took effect once is as promised", () => {
    expect([...sentOnce(cleanHistory())]).toEqual([]);
  });

  test("must not take effect twice under one intent, as when two workers have the run", () => {
    expect([...sentOnce(again(cleanHistory(), {}))]).toEqual([
      "r-1/page/0/run is a once effect and took effect 2 times, in attempts 1, 1",
    ]);
  });

  test("must not take effect twice in two attempts, whatever their keys are", () => {
    const secondTry = { key: "another", attempt: 2 };
    const history = withRun(again(cleanHistory(), secondTry), ({ intents }) => ({
      intents: [...intents, ...intents.slice(0, 1).map((one) => ({ ...one, ...secondTry }))],
    }));

    expect([...sentOnce(history)]).toEqual([
      "r-1/page/0/run is a once effect and took effect 2 times, in attempts 1, 2",
    ]);
  });

  test("is told from a keyed one, whose repeats change nothing", () => {
    const history = withArrivals(cleanHistory(), "scale", { was: "applied" });

    expect([...sentOnce(history)]).toEqual([]);
  });
});

function again(history: History, change: { key?: string; attempt?: number }): History {
  const repeats = history.arrivals.filter(({ step }) => step === "page");
  const repeated = repeats.map((arrival) => ({ ...arrival, number: 9, ...change }));
  return { ...history, arrivals: [...history.arrivals, ...repeated] };
}
