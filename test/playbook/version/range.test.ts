import { describe, expect, test } from "vitest";
import { isInRange, parseRange } from "../../../src/playbook/version/range.ts";

describe("a range", () => {
  test.each([
    ["*", ["0.0.0", "9.9.9"], []],
    ["1.4.0", ["1.4.0"], ["1.4.1", "1.3.9"]],
    ["~1.4", ["1.4.0", "1.4.9"], ["1.5.0", "1.3.9"]],
    ["~1.4.3", ["1.4.3", "1.4.9"], ["1.4.2", "1.5.0"]],
    ["~1", ["1.0.0", "1.9.0"], ["2.0.0", "0.9.0"]],
    ["^1.4", ["1.4.0", "1.10.0"], ["1.3.9", "2.0.0"]],
    ["^1.4.3", ["1.4.3", "1.5.0"], ["1.4.2", "2.0.0"]],
    ["^0.2", ["0.2.0", "0.2.9"], ["0.3.0", "0.1.9"]],
  ])("%s admits %j and not %j", (text, inside, outside) => {
    const range = parseRange(text);
    if (range === undefined) throw new Error(`"${text}" was not read`);

    expect(inside.filter((version) => isInRange(version, range))).toEqual(inside);
    expect(outside.filter((version) => isInRange(version, range))).toEqual([]);
  });

  test.each([
    "",
    "1",
    "1.4",
    ">=1.0.0",
    "1.x",
    "01.4.0",
    "^1.4.0-beta",
    "1.4.0 ",
    "^*",
    "^1.4.0.0",
  ])("%j is none", (text) => {
    expect(parseRange(text)).toBeUndefined();
  });
});
