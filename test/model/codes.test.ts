import { glob, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { CODES } from "../../src/model/codes.ts";

const used = new Set<string>();
for await (const file of glob("src/**/*.ts", { exclude: ["src/model/codes/*.ts"] })) {
  for (const [, code = ""] of (await readFile(file, "utf8")).matchAll(/"(E[1-6]\d\d)"/g))
    used.add(code);
}

describe("the code catalogue", () => {
  test("has an entry for each code that something reports, and none that nothing does", () => {
    expect([...used].toSorted()).toEqual(Object.keys(CODES).toSorted());
  });

  test("is in order, so that a gap or a double shows", () => {
    expect(Object.keys(CODES)).toEqual(Object.keys(CODES).toSorted());
  });

  test.each(Object.entries(CODES))(
    "%s says what happened and what helps in whole sentences",
    (_code, entry) => {
      expect(entry.title).toMatch(/^[A-Z].*[^.]$/);
      expect(entry.meaning).toMatch(/^\S.*\.$/);
      expect(entry.remedy).toMatch(/^[A-Z].*[.?]$/);
    },
  );
});
