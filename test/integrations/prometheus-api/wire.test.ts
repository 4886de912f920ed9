import { describe, expect, test } from "vitest";
import { readAnswer, targetOf } from "../../../src/integrations/prometheus-api/wire.ts";

describe("an answer of Prometheus", () => {
  test.each([
    [400, { errorType: "bad_data" }, "bad_query"],
    [422, { errorType: "execution" }, "bad_query"],
    [503, { errorType: "timeout" }, "too_slow"],
    [503, { errorType: "canceled" }, "too_slow"],
    [503, { errorType: "unavailable" }, "cannot_now"],
    [500, { errorType: "internal" }, "cannot_now"],
    [404, { errorType: "not_found" }, "other"],
  ])("with %i %j is a refusal: %s", (status, { errorType }, why) => {
    const answer = readAnswer(status, { status: "error", errorType, error: "the reason" });

    expect(answer).toEqual({ is: "refused", why, detail: `${errorType}: the reason` });
  });

  test.each([
    [502, "<html>bad gateway</html>", "cannot_now"],
    [429, "slow down", "cannot_now"],
    [401, null, "other"],
  ])("may come from a gateway before it: %i %j", (status, body, why) => {
    expect(readAnswer(status, body)).toMatchObject({ is: "refused", why });
  });

  test("has infinities and NaN as they are", () => {
    const point = (text: string) => [1.5, text];
    const values = ["+Inf", "-Inf", "NaN", "1e3"].map(point);
    const data = { resultType: "matrix", result: [{ metric: {}, values }] };

    expect(readAnswer(200, { status: "success", data })).toMatchObject({
      series: [
        {
          samples: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1_000].map(
            (value) => ({ at: 1_500, value }),
          ),
        },
      ],
    });
  });

  test("keeps its warnings", () => {
    const data = { resultType: "vector", result: [] };

    expect(readAnswer(200, { status: "success", data, warnings: ["one store is away"] })).toEqual({
      is: "found",
      series: [],
      warnings: ["one store is away"],
    });
  });

  test("of native histograms is no number", () => {
    const result = [{ metric: { le: "x" }, histogram: [1, { count: "2" }] }];

    expect(readAnswer(200, { status: "success", data: { resultType: "vector", result } })).toEqual({
      is: "not_numbers",
      detail: '{"le":"x"} is a histogram',
    });
  });

  test.each([
    null,
    "ok",
    { status: "success" },
    { status: "success", data: { resultType: "new" } },
  ])("cannot be read when it has another form: %j", (body) => {
    expect(readAnswer(200, body)).toMatchObject({ is: "unreadable", why: "malformed" });
  });
});

test("a request keeps each value apart", () => {
  const target = targetOf("/api/v1/query", { query: 'up{a="b&c=d #"}' });

  expect(target).toMatch(/^[!-~]*$/);
  expect(new URL(target, "http://a.example").searchParams.get("query")).toBe('up{a="b&c=d #"}');
});
