import { describe, expect, test } from "vitest";
import { admit, type Breaker, CLOSED, hear } from "../../../src/engine/brakes/breaker.ts";

const SECOND = 1_000;

describe("a breaker", () => {
  test("opens after five failures in a row, and not before", () => {
    const four = after([false, false, false, false]);
    expect(admit(four, false, SECOND)).toMatchObject({ is: "admitted" });
    expect(admit(after([false, false, true, false, false, false]), false, SECOND)).toMatchObject({
      is: "admitted",
    });

    const five = after([false, false, false, false, false]);
    expect(admit(five, false, SECOND)).toEqual({ is: "refused", until: 10_004 });
  });

  test("opens when half of twenty calls within half a minute failed", () => {
    const mixed = Array.from({ length: 19 }, (_, i) => i % 2 === 0);
    expect(admit(after(mixed), false, SECOND)).toMatchObject({ is: "admitted" });

    expect(admit(after([...mixed, false]), false, SECOND)).toMatchObject({ is: "refused" });
  });

  test("forgets what was half a minute ago", () => {
    const mixed = Array.from({ length: 19 }, (_, i) => i % 2 === 0);
    const later = call(after(mixed), false, 40 * SECOND);

    expect(admit(later, false, 41 * SECOND)).toMatchObject({ is: "admitted" });
  });

  test("lets one try when its time is over, and closes when that goes well", () => {
    const open = after([false, false, false, false, false]);
    const probing = mustAdmit(open, 11 * SECOND);
    expect(admit(probing, false, 11 * SECOND)).toEqual({ is: "refused", until: 11_500 });

    expect(hear(probing, 11 * SECOND, true, 12 * SECOND)).toEqual(CLOSED);
  });

  test("stays open when the try fails, and lets another try when nobody waited for it", () => {
    const probing = mustAdmit(after([false, false, false, false, false]), 11 * SECOND);

    const failed = hear(probing, 11 * SECOND, false, 12 * SECOND);
    expect(admit(failed, false, 13 * SECOND)).toEqual({ is: "refused", until: 22 * SECOND });
    const dropped = hear(probing, 11 * SECOND, null, 12 * SECOND);
    expect(admit(dropped, false, 12 * SECOND)).toMatchObject({ is: "admitted" });
  });

  test("lets ten retries pass in half a minute, or a tenth of the calls if that is more", () => {
    let few = CLOSED;
    for (let i = 0; i < 10; i++) few = call(few, true, i, true);
    expect(admit(few, true, SECOND)).toEqual({ is: "refused", until: 30 * SECOND });
    expect(admit(few, false, SECOND)).toMatchObject({ is: "admitted" });
    expect(admit(few, true, 31 * SECOND)).toMatchObject({ is: "admitted" });

    let many = few;
    for (let i = 0; i < 100; i++) many = call(many, true, 10 + i);
    expect(admit(many, true, SECOND)).toMatchObject({ is: "admitted" });
  });
});

function after(results: readonly boolean[]): Breaker {
  return results.reduce((breaker, isWell, at) => call(breaker, isWell, at), CLOSED);
}

function call(breaker: Breaker, isWell: boolean, at: number, isRetry = false): Breaker {
  return hear(mustAdmit(breaker, at, isRetry), at, isWell, at);
}

function mustAdmit(breaker: Breaker, at: number, isRetry = false): Breaker {
  const admitted = admit(breaker, isRetry, at);
  if (admitted.is === "refused") throw new Error(`it is not asked until ${admitted.until}`);
  return admitted.breaker;
}
