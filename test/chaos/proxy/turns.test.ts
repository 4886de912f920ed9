import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONNECTED, fits, hear, type Turn } from "./turns.ts";

describe("a turn", () => {
  test("is seen whole, however its bytes were cut up on the way", () => {
    const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 5 });

    fc.assert(
      fc.property(cuts, (at) => {
        const request = "insert into intents; COMMIT";
        const ends = [...at, request.length].toSorted((one, other) => one - other);
        const parts = ends.map((end, index) => request.slice(ends[index - 1] ?? 0, end));
        const turn = parts.reduce((next, part) => after(next, "request", part), CONNECTED);
        expect(fits(turn, { is: "request", containing: "COMMIT" })).toBe(true);
        expect(fits(turn, { is: "request", containing: "ROLLBACK" })).toBe(false);
      }),
    );
  });

  test("of a reply remembers the request that it answers", () => {
    const asked = after(CONNECTED, "request", "COMMIT");
    const answered = after(asked, "reply", "done");

    expect(fits(answered, { is: "reply", to: "COMMIT", containing: "done" })).toBe(true);
    expect(fits(answered, { is: "reply", to: "BEGIN" })).toBe(false);
    expect(fits(asked, { is: "reply", to: "COMMIT" })).toBe(false);
  });

  test("ends when the other side speaks, and nothing of it is taken for the next one", () => {
    const first = after(after(CONNECTED, "request", "COMMIT"), "reply", "done");
    const second = after(first, "request", "select 1");

    expect(fits(second, { is: "request", containing: "COMMIT" })).toBe(false);
    expect(fits(after(second, "reply", "one"), { is: "reply", containing: "done" })).toBe(false);
  });

  test("that is long is remembered by its end", () => {
    const long = after(after(CONNECTED, "request", "x".repeat(200_000)), "request", "COMMIT");

    expect(fits(long, { is: "request", containing: "COMMIT" })).toBe(true);
    expect(long.request.length).toBeLessThan(100_000);
  });
});

function after(turn: Turn, from: "request" | "reply", text: string): Turn {
  return hear(turn, from, Buffer.from(text));
}
