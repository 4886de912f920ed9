import { describe, expect, test } from "vitest";
import { lockName } from "../../../src/check/rules/lock-name.ts";
import { judge } from "./playbook-from.ts";

describe("the name of a lock", () => {
  test.each([
    "shop",
    "queue/${{ params.queue }}",
    "${{ params.queue }}",
    "batch-${{ params.count }}",
  ])("may be %s", (lock) => {
    expect(judge(lockName, withLock(lock))).toEqual([]);
  });

  test.each(["note/${{ params.note }}", "${{ params.note }}", "load-${{ params.load }}"])(
    "may not be %s",
    (lock) => {
      expect(judge(lockName, withLock(lock))).toEqual(["E209 safety.lock"]);
    },
  );
});

function withLock(lock: string): string {
  return `
    params: { queue: { type: name }, note: { type: text }, count: { type: int }, load: { type: number } }
    safety: { mode: auto, lock: "${lock}" }`;
}
