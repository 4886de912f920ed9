import { describe, expect, test } from "vitest";
import { createHttpCaller } from "../../../src/integrations/http/client.ts";
import { httpCall } from "../../../src/steps/http/call.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import {
  answerJson,
  destinationAt,
  startCounterpart,
} from "../../integrations/http/counterpart.ts";
import { startHttpWorld } from "./world.ts";

const params = httpCall.params.parse(httpCall.example);
const attempt = (number: number) => ({ run: "r-1", step: "retry", key: "r-1/retry", number });

describe("http.call", () => {
  exerciseStepKind(httpCall, {
    filled: {
      connection: "workflows",
      method: "POST",
      path: "/v1/{workflow}/retry",
      slots: { workflow: "wf-1" },
      query: { mode: "safe" },
      headers: { "X-Reason": "incident" },
      body: { tags: ["a", { note: "b" }] },
    },
    startWorld: startHttpWorld,
  });

  test("locks what its path names, without the query", () => {
    const targets = httpCall.targets({ ...params, query: { force: true } });

    expect(targets).toEqual(["http/workflows/api/v1/workflows/wf-1842/retry"]);
  });

  test("tells the approver which request will be sent", () => {
    expect(httpCall.describe(params)).toBe(
      "Send POST /api/v1/workflows/wf-1842/retry to workflows",
    );
  });

  test("is safe to repeat, with the same key, where the destination honours one", async () => {
    const server = await startCounterpart((response, seen) => {
      // The first answer is lost after the effect took place.
      if (server.seen.length === 1) response.destroy();
      else answerJson({ done: true })(response, seen);
    });
    const destination = destinationAt(server.url, { idempotencyHeader: "Idempotency-Key" });
    const needs = { http: () => createHttpCaller(destination) };
    const live = new AbortController().signal;

    const lost = await httpCall.run(params, needs, attempt(1), live);
    const found = await httpCall.run(params, needs, attempt(2), live);

    expect(lost).toMatchObject({ ok: false, failure: { code: "E601", retry: "later" } });
    expect(found).toMatchObject({ ok: true, output: { status: 200, body: { done: true } } });
    const keys = server.seen.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual(["r-1/retry", "r-1/retry"]);
  });
});
