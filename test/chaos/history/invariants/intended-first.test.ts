import { describe, expect, test } from "vitest";
import { cleanHistory, withArrivals, withIntents, withRun } from "../example-history.ts";
import type { History } from "../history.ts";
import { intendedFirst } from "./intended-first.ts";

describe("an effect", () => {
  test("with an earlier intent that says the same is as promised", () => {
    expect([...intendedFirst(cleanHistory())]).toEqual([]);
  });

  test("must not arrive without an intent", () => {
    const history = withRun(cleanHistory(), ({ intents }) => ({
      intents: intents.filter(({ step }) => step !== "page"),
    }));

    expect(only(history)).toBe(
      'line 1 of the oracle: "page" of run r-1, attempt 1, on one came under key r-1/page/0/run, and no intent says so',
    );
  });

  test("must not arrive for a run that nobody knows", () => {
    expect(only(withArrivals(cleanHistory(), "page", { run: "r-9" }))).toContain("no intent");
  });

  test("must not arrive in an attempt that was not intended", () => {
    expect(only(withArrivals(cleanHistory(), "page", { attempt: 2 }))).toContain("no intent");
  });

  test("must be exactly what was intended", () => {
    const history = withArrivals(cleanHistory(), "page", { digest: "sha256:0" });

    expect(only(history)).toContain("was sha256:0, and intended was sha256:");
  });

  test("must not begin before it was intended", () => {
    const history = withIntents(cleanHistory(), "page", { at: 15 });

    expect(only(history)).toContain("began 5 ms before it was intended");
  });
});

function only(history: History): string | undefined {
  const violations = [...intendedFirst(history)];
  expect(violations).toHaveLength(1);
  return violations[0];
}
