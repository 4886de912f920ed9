import { describe, expect, test } from "vitest";
import type { Perform } from "../../../../src/engine/machine/effect.ts";
import type { PerformResult } from "../../../../src/engine/machine/event.ts";
import { type Breakers, createBreakers } from "../../../../src/engine/worker/brakes/breakers.ts";
import { fakeClock, settled } from "../../fake-clock.ts";

describe("the breaker of a destination", () => {
  test("keeps those who ask it waiting until one has found it well again", async () => {
    const clock = fakeClock();
    const breakers = createBreakers(clock);
    await fail(breakers, 5);

    const waiting = Array.from({ length: 3 }, () => breakers.pass(call(), live()));
    let passed = 0;
    for (const one of waiting) void one.then(() => (passed += 1));
    await clock.pass(9_999);
    expect(passed).toBe(0);
    await clock.pass(1);
    expect(passed).toBe(1);

    const first = await Promise.race(waiting);
    if (first.is === "passed") first.tell({ is: "succeeded", output: null });
    await clock.pass(500);
    expect(passed).toBe(3);
  });

  test("tells whoever runs out of time that nothing was sent", async () => {
    const breakers = createBreakers(fakeClock());
    await fail(breakers, 5);
    const deadline = new AbortController();
    const waiting = breakers.pass(call(), deadline.signal);
    await settled();

    deadline.abort();

    expect(await waiting).toMatchObject({
      is: "refused",
      failure: { code: "E351", retry: "never_left" },
    });
  });

  test("holds a change back before it is meant", async () => {
    const breakers = createBreakers(fakeClock());
    expect(breakers.brake(call(), 1_000)).toBeUndefined();
    await fail(breakers, 5);

    expect(breakers.brake(call(), 1_000)).toMatchObject({
      brake: "breaker",
      rule: "breaker of shop",
      until: 11_000,
    });
    expect(breakers.brake(call({ connection: "other" }), 1_000)).toBeUndefined();
  });

  test("does not mind an answer that is no, nor a step without a connection", async () => {
    const breakers = createBreakers(fakeClock());
    await fail(breakers, 20, "never");

    expect(breakers.brake(call(), 0)).toBeUndefined();
    expect(await breakers.pass(call({}), live())).toMatchObject({ is: "passed" });
  });
});

async function fail(breakers: Breakers, times: number, retry: "never" | "later" = "later") {
  const failure = { code: "E601", message: "It is down", remedy: "Look.", retry } as const;
  const result: PerformResult = { is: "failed", failure };
  for (let i = 0; i < times; i++) {
    const passed = await breakers.pass(call(), live());
    if (passed.is === "passed") passed.tell(result);
  }
}

function call(params: Perform["with"] = { connection: "shop" }): Perform {
  const id = { step: "look", item: 0, phase: "run", attempt: 1 } as const;
  return { is: "perform", ...id, kind: "http.get", with: params, key: "key", until: 60_000 };
}

const live = (): AbortSignal => new AbortController().signal;
