import { mkdir, readlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeLinks } from "../../../../src/integrations/postgres/embedded/links.ts";
import { temporaryFolder } from "./world.ts";

const LISTED = [
  { source: "native/lib/libicui18n.so.60.2", target: "native/lib/libicui18n.so" },
  { source: "native/lib/libicui18n.so.60.2", target: "native/lib/libicui18n.so.60" },
];

describe("the links between libraries", () => {
  test("are made where they are missing, in whatever folder the programs lie", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "lib"));
    await writeFile(join(folder, "pg-symlinks.json"), JSON.stringify(LISTED));
    await makeLinks(folder);
    await makeLinks(folder);
    expect(await readlink(join(folder, "lib", "libicui18n.so"))).toBe("libicui18n.so.60.2");
    expect(await readlink(join(folder, "lib", "libicui18n.so.60"))).toBe("libicui18n.so.60.2");
  });
});
