import { describe, expect, test } from "vitest";
import type { HttpAnswer } from "../../../src/ports/http-caller.ts";
import type { Asked } from "../../../src/steps/http/exchange.ts";
import { judge } from "../../../src/steps/http/judge.ts";

const once: Asked = {
  connection: "workflows",
  method: "POST",
  target: "/v1/retry",
  expect: undefined,
  repeatable: false,
};
const repeatable: Asked = { ...once, repeatable: true };

describe("an answer", () => {
  test("with any 2xx is success, and says so", () => {
    for (const status of [200, 204, 299]) {
      expect(judge(answered(status), once)).toMatchObject({
        ok: true,
        output: { status, body: { note: "secret detail" } },
        summary: `POST /v1/retry at workflows was answered with ${status}.`,
      });
    }
  });

  test("with another status is success only where the step expects it, and then only that", () => {
    const asked = { ...once, expect: [404, 503] };

    expect(judge(answered(404), asked).ok).toBe(true);
    expect(judge(answered(503), asked).ok).toBe(true);
    expect(judge(answered(200), asked).ok).toBe(false);
  });

  test.each([
    [400, "E602", "never", "never"],
    [408, "E602", "never", "later"],
    [409, "E602", "never", "never"],
    [425, "E602", "never", "later"],
    [429, "E602", "never", "later"],
    [500, "E605", "never", "later"],
    [502, "E605", "never", "later"],
    [302, "E603", "never", "never"],
    [304, "E603", "never", "never"],
  ])("with %i is %s; retried %s when it runs once and %s otherwise", (status, code, ...retries) => {
    const asOnce = judge(answered(status), once);
    const asRepeatable = judge(answered(status), repeatable);

    expect(asOnce).toMatchObject({ failure: { code, retry: retries[0] } });
    expect(asRepeatable).toMatchObject({
      failure: { code: code === "E605" ? "E602" : code, retry: retries[1] },
    });
  });

  test("of the other side stays out of the public message", () => {
    const result = judge(answered(400), once);
    if (result.ok) throw new Error("400 is no success");

    expect(result.failure.message).not.toContain("secret detail");
    expect(result.failure.detail).toContain("secret detail");
  });

  test("is kept only in part when it is long", () => {
    const result = judge({ is: "answered", status: 400, body: "x".repeat(10_000) }, once);
    if (result.ok) throw new Error("400 is no success");

    expect(result.failure.detail).toHaveLength(2_000);
  });
});

describe("an answer that cannot be read", () => {
  test.each([
    ["too_large", "E604", "E604", "never"],
    ["malformed", "E305", "E305", "never"],
    ["cut_off", "E605", "E601", "later"],
  ] as const)("because it is %s", (why, onceCode, repeatableCode, retry) => {
    const answer: HttpAnswer = { is: "unreadable", status: 200, why, detail: "d" };

    expect(judge(answer, once)).toMatchObject({ failure: { code: onceCode, retry: "never" } });
    expect(judge(answer, repeatable)).toMatchObject({ failure: { code: repeatableCode, retry } });
  });

  test("is judged by its status first", () => {
    const answer: HttpAnswer = {
      is: "unreadable",
      status: 404,
      why: "malformed",
      detail: "<html>",
    };

    expect(judge(answer, once)).toMatchObject({ failure: { code: "E602", detail: "<html>" } });
  });
});

describe("no answer", () => {
  test("leaves a step that runs once in doubt, and others to a retry", () => {
    const answer: HttpAnswer = { is: "unanswered", detail: "ECONNRESET" };

    expect(judge(answer, once)).toMatchObject({ failure: { code: "E605", retry: "never" } });
    expect(judge(answer, repeatable)).toMatchObject({ failure: { code: "E601", retry: "later" } });
  });

  test.each([
    ["not_ready", "E601", "never_left"],
    ["unknown_host", "E601", "never_left"],
    ["connection_failed", "E601", "never_left"],
    ["connection_timed_out", "E601", "never_left"],
    ["aborted", "E303", "never_left"],
    ["address_refused", "E603", "never"],
  ] as const)("to a request that never left (%s) is no doubt at all", (why, code, retry) => {
    const result = judge({ is: "unreached", why, detail: "10.0.0.1" }, once);

    expect(result).toMatchObject({ failure: { code, retry, detail: "10.0.0.1" } });
    expect(JSON.stringify(result)).toContain("workflows");
  });
});

function answered(status: number): HttpAnswer {
  return { is: "answered", status, body: { note: "secret detail" } };
}
