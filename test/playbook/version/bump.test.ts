import { describe, expect, test } from "vitest";
import { bumpOf, checkBump, leastVersion } from "../../../src/playbook/version/bump.ts";
import { type Change, change, type Place } from "../../../src/playbook/version/diff/change.ts";
import type { Bump } from "../../../src/playbook/version/semver.ts";

const place: Place = { at: ["summary"], called: "summary" };
const patch = change("patch", place, "asks for a patch");
const minor = change("minor", place, "asks for a minor change");
const major = change("major", place, "asks for a major change");

describe("the weightiest change decides", () => {
  test.each<[Change[], Bump | undefined, string]>([
    [[patch], "patch", "1.4.1"],
    [[patch, minor, patch], "minor", "1.5.0"],
    [[minor, major, patch], "major", "2.0.0"],
    [[], undefined, "1.4.0"],
  ])("after changes as in case %#", (changes, bump, version) => {
    expect([bumpOf(changes), leastVersion("1.4.0", changes)]).toEqual([bump, version]);
  });
});

describe("checkBump", () => {
  const changes = [patch, major, minor];

  test("refuses a version that is raised too little, and names the least one", () => {
    expect(checkBump("1.4.0", "1.5.0", changes)).toEqual({
      code: "E151",
      at: ["version"],
      message:
        "1.5.0 is too low after 1.4.0: summary asks for a major change, which is a major change",
      fix: "version: 2.0.0",
      level: "error",
    });
  });

  test.each(["2.0.0", "2.0.1", "3.0.0"])("accepts %s", (version) => {
    expect(checkBump("1.4.0", version, changes)).toBeUndefined();
  });

  test("refuses an older version even without a change", () => {
    expect(checkBump("1.4.0", "1.3.9", [])?.message).toBe("1.3.9 is older than 1.4.0");
    expect(checkBump("1.4.0", "1.4.0", [])).toBeUndefined();
  });
});
