import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  checkLock,
  EMPTY_LOCK,
  LockFile,
  publishedIn,
  renderLock,
  renewLock,
} from "../../../src/playbook/version/lock-file.ts";
import type { Pins } from "../../../src/playbook/version/resolve-uses.ts";

const pins: Pins = new Map([
  ["queue@^1.4", { version: "1.4.2", hash: hash("a") }],
  ["disk@*", { version: "2.0.0", hash: hash("b") }],
]);
const queue = { name: "queue", version: "1.4.2", hash: hash("a") };
const disk = { name: "disk", version: "2.0.0", hash: hash("b") };
const lock = renewLock(EMPTY_LOCK, pins, [queue, disk]);

describe("the lock file", () => {
  test("reads back as it was written", () => {
    expect(LockFile.parse(parse(renderLock(lock)))).toEqual(lock);
    expect(LockFile.parse(parse(renderLock(EMPTY_LOCK)))).toEqual(EMPTY_LOCK);
  });

  test("reads the same whatever the order in which things were found", () => {
    const other = renewLock(EMPTY_LOCK, new Map([...pins].toReversed()), [disk, queue]);
    expect(renderLock(other)).toBe(renderLock(lock));
  });

  test("says that it was written by a program, one line for each use and version", () => {
    expect(renderLock(lock).split("\n").slice(1)).toEqual([
      "format: 1",
      "uses:",
      '  disk@*: "2.0.0"',
      '  queue@^1.4: "1.4.2"',
      "versions:",
      `  disk@2.0.0: "${hash("b")}"`,
      `  queue@1.4.2: "${hash("a")}"`,
      "",
    ]);
  });

  test("knows every version that was ever locked", () => {
    const renewed = renewLock(lock, pins, [{ ...queue, version: "1.5.0", hash: hash("c") }]);
    expect(publishedIn(renewed)).toEqual(
      expect.arrayContaining([queue, disk, { name: "queue", version: "1.5.0", hash: hash("c") }]),
    );
  });

  test("never lets a version take other content", () => {
    const renewed = renewLock(lock, pins, [{ ...queue, hash: hash("c") }]);
    expect(publishedIn(renewed)).toContainEqual(queue);
  });
});

describe("checkLock", () => {
  test("finds nothing when the lock is up to date", () => {
    expect([...checkLock(lock, pins)]).toEqual([]);
  });

  test("asks for a new lock when there is none", () => {
    expect([...checkLock(EMPTY_LOCK, pins)]).toMatchObject([
      { code: "E143", at: ["uses"], message: '"queue@^1.4" is not pinned; it is 1.4.2 now' },
      { code: "E143", fix: "pitcrew check --write-lock" },
    ]);
  });

  test("names a pin to another version", () => {
    const now = new Map([...pins, ["queue@^1.4", { version: "1.5.0", hash: hash("c") }] as const]);
    expect([...checkLock(lock, now)]).toMatchObject([
      {
        code: "E143",
        at: ["uses", "queue@^1.4"],
        message: '"queue@^1.4" is pinned to 1.4.2 and is 1.5.0 now',
      },
    ]);
  });

  test("names a pin that nothing uses", () => {
    expect([...checkLock(lock, new Map())].map(({ code, message }) => [code, message])).toEqual([
      ["E143", '"queue@^1.4" is pinned, but no playbook uses it'],
      ["E143", '"disk@*" is pinned, but no playbook uses it'],
    ]);
  });
});

function hash(digit: string): string {
  return `sha256:${digit.repeat(64)}`;
}
