import { describe, expect, test } from "vitest";
import { compareVersions, raiseVersion } from "../../../src/playbook/version/semver.ts";

test("versions are ordered by their numbers, not by their letters", () => {
  const versions = ["1.10.0", "1.9.0", "0.9.9", "2.0.0", "1.9.10", "1.9.2"];

  expect(versions.toSorted(compareVersions)).toEqual([
    "0.9.9",
    "1.9.0",
    "1.9.2",
    "1.9.10",
    "1.10.0",
    "2.0.0",
  ]);
});

describe("raiseVersion", () => {
  test.each([
    ["1.4.2", "patch", "1.4.3"],
    ["1.4.2", "minor", "1.5.0"],
    ["1.4.2", "major", "2.0.0"],
    ["0.4.2", "patch", "0.4.3"],
    ["0.4.2", "minor", "0.4.3"],
    ["0.4.2", "major", "0.5.0"],
  ] as const)("%s after a %s change is %s", (version, bump, expected) => {
    expect(raiseVersion(version, bump)).toBe(expected);
  });
});
