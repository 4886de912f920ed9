import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { REFERENCE_PAGES } from "./reference-pages.ts";

describe("a reference page", () => {
  test.each(REFERENCE_PAGES)(
    "$file says what the code says (npm run docs writes it)",
    async (page) => {
      expect(await readFile(page.file, "utf8")).toBe(page.render());
    },
  );
});
