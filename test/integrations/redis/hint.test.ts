import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jobOptions, readHint } from "../../../src/integrations/redis/hint.ts";

const aHint = fc.record({ run: fc.uuid(), wakeSeq: fc.nat() });

describe("a hint", () => {
  test("is read as it was written", () => {
    fc.assert(
      fc.property(aHint, (hint) => {
        expect(readHint(JSON.parse(JSON.stringify(hint)))).toEqual(hint);
      }),
    );
  });

  test("is nothing else that can stand in Redis", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readHint(value)).toBeUndefined();
      }),
    );
  });

  test("has an id that BullMQ accepts", () => {
    fc.assert(
      fc.property(aHint, fc.nat(), (hint, epoch) => {
        expect(jobOptions(hint, { epoch }).jobId).toMatch(/^[0-9a-f-]{36}-\d+-\d+$/);
      }),
    );
  });

  test("is ranked the earlier the more urgent it is, within what BullMQ accepts", () => {
    fc.assert(
      fc.property(aHint, fc.double({ noNaN: true }), fc.double({ noNaN: true }), (hint, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map(
          (priority) => jobOptions(hint, { priority }).priority ?? 0,
        );
        expect(high).toBeLessThanOrEqual(low ?? 0);
        expect(high).toBeGreaterThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(2_097_151);
      }),
    );
  });

  test("is held back for whole milliseconds, and never for less than none", () => {
    const hint = { run: "0192f7a0-0000-7000-8000-000000000000", wakeSeq: 0 };

    expect(jobOptions(hint, { delayMs: 0.2 }).delay).toBe(1);
    expect(jobOptions(hint, { delayMs: -5 }).delay).toBe(0);
    expect(jobOptions(hint, {}).delay).toBe(0);
  });
});
