import { describe, expect, test } from "vitest";
import { cleanHistory, withArrivals, withRun } from "../example-history.ts";
import { keyedOnce } from "./keyed-once.ts";

describe("a keyed effect", () => {
  test("may be tried twice when it says the same under the same key", () => {
    expect(cleanHistory().arrivals.filter(({ step }) => step === "scale")).toHaveLength(2);
    expect([...keyedOnce(cleanHistory())]).toEqual([]);
  });

  test("must not take effect twice", () => {
    const history = withArrivals(cleanHistory(), "scale", { was: "applied" });

    expect([...keyedOnce(history)]).toEqual(["r-1/scale/0/run took effect 2 times"]);
  });

  test("must not be tried under a second key", () => {
    const history = withRun(cleanHistory(), ({ intents }) => ({
      intents: intents.map((one) => (one.attempt === 2 ? { ...one, key: "another" } : one)),
    }));

    expect([...keyedOnce(history)]).toEqual([
      "r-1/scale/0/run was tried under 2 keys: r-1/scale/0/run, another",
    ]);
  });

  test("must not say something else in a second try", () => {
    const { arrivals } = cleanHistory();
    const changed = arrivals.map((one) =>
      one.attempt === 2 ? { ...one, digest: "sha256:0" } : one,
    );

    expect([...keyedOnce({ ...cleanHistory(), arrivals: changed })]).toEqual([
      "r-1/scale/0/run was sent with 2 different contents",
    ]);
  });

  test("must not be a success on record without ever having taken effect", () => {
    const arrivals = cleanHistory().arrivals.filter(({ step }) => step !== "restart");

    expect([...keyedOnce({ ...cleanHistory(), arrivals })]).toEqual([
      "r-1/restart/0/run succeeded on record, and never took effect",
    ]);
  });
});
