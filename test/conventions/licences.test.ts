import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { z } from "zod";

/** What may be shipped together with code under Apache-2.0. */
const GIVES_LEAVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "PSF-2.0",
  "Unlicense",
]);

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({ license: z.string().optional(), dev: z.boolean().optional() }),
  ),
});

test("everything that is shipped has a licence that lets it be shipped", async () => {
  const { packages } = Lock.parse(JSON.parse(await readFile("package-lock.json", "utf8")));
  const shipped = Object.entries(packages).filter(([, { dev }]) => dev !== true);
  const doubtful = shipped.filter(([, { license = "" }]) => !GIVES_LEAVE.has(license));

  expect(shipped.length).toBeGreaterThan(50);
  expect(doubtful.map(([path, { license }]) => `${path}: ${license ?? "none"}`)).toEqual([]);
});
