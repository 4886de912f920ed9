import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { commandRun } from "../../src/steps/command/run.ts";
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

  test("can depend on which program of a connection is run", () => {
    const isRequeue = (_connection: string, given: JsonObject) => given["program"] === "requeue";

    const classes = ["requeue", "restart"].map((program) =>
      effectOf(commandRun, { connection: "tools", program }, isRequeue),
    );

    expect(classes).toEqual(["idempotent", "once"]);
  });
});
