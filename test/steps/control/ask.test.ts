import { describe, expect, test } from "vitest";
import { ask } from "../../../src/steps/control/ask.ts";

const plain = { question: "Restart it by hand. Done?", of: ["team-payments"] };

describe("a question", () => {
  test("expires after a quarter of an hour when the step does not say", () => {
    expect(ask.params.parse(plain)).toMatchObject({ expires: "15m" });
  });

  test("goes to somebody", () => {
    expect(ask.params.safeParse({ ...plain, of: [] }).success).toBe(false);
  });

  test.each([[["yes"]], [["yes", "not at all"]], [[]]])(
    "does not offer %j, which is no choice between names",
    (choices) => {
      expect(ask.params.safeParse({ ...plain, choices }).success).toBe(false);
    },
  );

  test("names those who may answer", () => {
    const params = ask.params.parse({ ...plain, of: ["team-payments", "sre-oncall"] });

    expect(ask.describe(params)).toContain("team-payments, sre-oncall");
  });
});
