import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDocumentFile } from "../../src/document/read-file.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pitcrew-read-file-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe("readDocumentFile", () => {
  test("reads a file", async () => {
    const path = join(folder, "good.yaml");
    await writeFile(path, "a: 1\n");

    expect(await readDocumentFile(path)).toMatchObject({
      is: "read",
      document: { file: path, value: { a: 1 } },
    });
  });

  test("says that a file is absent, also below something that is no folder", async () => {
    await writeFile(join(folder, "file"), "");

    expect(await readDocumentFile(join(folder, "none.yaml"))).toEqual({ is: "absent" });
    expect(await readDocumentFile(join(folder, "file", "x.yaml"))).toEqual({ is: "absent" });
  });

  test("refuses a file of 100 MB by its size, without reading it", async () => {
    const path = join(folder, "huge.yaml");
    const file = await open(path, "w");
    await file.truncate(100 * 1_048_576);
    await file.close();
    const before = process.memoryUsage().arrayBuffers;

    const result = await readDocumentFile(path);

    expect(result).toMatchObject({
      is: "refused",
      findings: [{ code: "E101", message: expect.stringContaining("104,857,600") }],
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * 1_048_576);
  });

  test("refuses what is no regular file", async () => {
    expect(await readDocumentFile(folder)).toMatchObject({
      is: "refused",
      findings: [{ code: "E100" }],
    });
    expect(await readDocumentFile("/dev/zero")).toMatchObject({
      is: "refused",
      findings: [{ code: "E100" }],
    });
  });

  test("refuses bytes that are no text, and text that is no YAML", async () => {
    const binary = join(folder, "binary.yaml");
    const broken = join(folder, "broken.yaml");
    await writeFile(binary, new Uint8Array([0x61, 0x3a, 0xff]));
    await writeFile(broken, "a: @b");

    expect(await readDocumentFile(binary)).toMatchObject({
      is: "refused",
      findings: [{ code: "E100", column: 3 }],
    });
    expect(await readDocumentFile(broken)).toMatchObject({
      is: "refused",
      findings: [{ code: "E103", file: broken }],
    });
  });
});
