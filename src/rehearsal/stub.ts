import { z } from "zod";
import type { PerformResult } from "../engine/machine/event.ts";
import { CODES, type Code } from "../model/codes.ts";
import { isList, isObject, type JsonValue } from "../model/json.ts";

/** Written instead of an output, for a call whose answer never came. */
export const IN_DOUBT = "in_doubt";

/** Written instead of an output, for a call that goes wrong. */
export const FailingStub = z.strictObject({
  fails: z.strictObject({
    message: z.string().min(1).max(1_000),
    code: z.enum(Object.keys(CODES) as [Code, ...Code[]]).default("E602"), // a table with codes in it has keys
    retry: z.enum(["never", "later", "never_left"]).default("never"),
  }),
});

export function isFailing(stub: JsonValue): boolean {
  return isObject(stub) && "fails" in stub;
}

/** What the call finds in place of the world. The stub has been checked. */
export function resultOf(stub: JsonValue): PerformResult {
  if (stub === IN_DOUBT) return { is: "in_doubt", reason: "The answer never came." };
  if (!isFailing(stub)) return { is: "succeeded", output: stub };
  const { code, message, retry } = FailingStub.parse(stub).fails;
  return { is: "failed", failure: { code, message, remedy: CODES[code].remedy, retry } };
}

/** The stub for the nth call, counted from 0. The last of a list stands for all later calls. */
export function stubForCall(stubs: JsonValue, call: number): JsonValue | undefined {
  return isList(stubs) ? stubs[Math.min(call, stubs.length - 1)] : stubs;
}
