import { describe, expect, test } from "vitest";
import { effectOf } from "../../src/steps/effect-of.ts";
import { httpCall } from "../../src/steps/http/call.ts";
import { httpGet } from "../../src/steps/http/get.ts";

const honoursKey = (connection: string) => connection === "keyed";

describe("the class of a step's effect", () => {
  test("is idempotent where the other side tells repeats apart by the key that is sent", () => {
    expect(effectOf(httpCall, { connection: "keyed" }, honoursKey)).toBe("idempotent");
  });

  test("is the kind's own everywhere else", () => {
    expect(effectOf(httpCall, { connection: "plain" }, honoursKey)).toBe("once");
    expect(effectOf(httpCall, {}, honoursKey)).toBe("once");
    expect(effectOf(httpCall, { connection: ["keyed"] }, honoursKey)).toBe("once");
    expect(effectOf(httpGet, { connection: "keyed" }, honoursKey)).toBe("read");
  });

  test("stays once for a kind that sends no key", () => {
    const { keyed: _, ...unkeyed } = httpCall;

    expect(effectOf(unkeyed, { connection: "keyed" }, honoursKey)).toBe("once");
  });
});
