import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { makePlan, type Plan } from "./plan.ts";
import { CONNECTED, hear } from "./turns.ts";

const CUT = { is: "cut" } as const;
const REQUEST = hear(CONNECTED, "request", Buffer.from("COMMIT"));

describe("a planned fault", () => {
  test("strikes once, at the first moment that fits", () => {
    const plan = planOf({ on: { is: "request", containing: "COMMIT" }, does: CUT });

    expect(strikes(plan, 3)).toEqual([true, false, false]);
  });

  test("strikes at the nth moment, and at as many in a row as it says", () => {
    const plan = planOf({ on: { is: "request", nth: 2 }, does: CUT, times: 2 });

    expect(strikes(plan, 5)).toEqual([false, true, true, false, false]);
  });

  test("counts the moments of all connections together", () => {
    const plan = planOf({ on: { is: "request", nth: 2 }, does: CUT });

    expect(plan.watch(1)(REQUEST, true)).toBeUndefined();
    expect(plan.watch(2)(REQUEST, true)).toEqual(CUT);
  });

  test("counts a turn once, however often more of it arrives", () => {
    const plan = planOf({ on: { is: "request", nth: 2 }, does: CUT });
    const watch = plan.watch(1);

    expect([watch(REQUEST, true), watch(REQUEST, false)]).toEqual([undefined, undefined]);
    expect(watch(REQUEST, true)).toEqual(CUT);
  });

  test("leaves a moment to the fault that was planned before it", () => {
    const plan = planOf({ on: { is: "request" }, does: { is: "delay", ms: 5 } });
    plan.add({ on: { is: "request" }, does: CUT });
    const watch = plan.watch(1);

    expect(watch(REQUEST, true)).toEqual({ is: "delay", ms: 5 });
    expect(watch(REQUEST, true)).toEqual(CUT);
  });

  test("does not strike once it is cancelled", () => {
    const plan = makePlan(() => 0);
    const outage = plan.add({ on: { is: "request" }, does: CUT, times: Infinity });
    expect(strikes(plan, 2)).toEqual([true, true]);

    outage.cancel();

    expect(strikes(plan, 1)).toEqual([false]);
  });

  test("is on record with its time, its connection and in words", async () => {
    const plan = makePlan(() => 42);
    const fault: Fault = { on: { is: "request", containing: "COMMIT" }, does: CUT };
    const planned = plan.add(fault);

    plan.watch(7)(REQUEST, true);

    const fired = { fault, what: 'cut at a request with "COMMIT"', connection: 7, at: 42 };
    expect(await planned.fired).toEqual(fired);
    expect(plan.fired).toEqual([fired]);
  });
});

function planOf(fault: Fault): Plan {
  const plan = makePlan(() => 0);
  plan.add(fault);
  return plan;
}

/** Of so many requests, which ones were struck. */
function strikes(plan: Plan, requests: number): readonly boolean[] {
  const watch = plan.watch(1);
  return Array.from({ length: requests }, () => watch(REQUEST, true) !== undefined);
}
