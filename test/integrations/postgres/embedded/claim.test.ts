import { readFile } from "node:fs/promises";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { claim } from "../../../../src/integrations/postgres/embedded/claim.ts";
import { openPlace } from "../../../../src/integrations/postgres/embedded/place.ts";
import { temporaryFolder } from "./world.ts";

describe("the claim on a data directory", () => {
  test("is given once, names its holder, and is given again after its release", async () => {
    const place = await openPlace(await temporaryFolder());
    const first = await claim(place);
    expect(await readFile(place.owner, "utf8")).toBe(String(process.pid));
    const second = await claim(place);
    expect(second).toMatchObject({
      ok: false,
      failure: { code: "E510", message: expect.stringContaining(`process ${process.pid}.`) },
    });
    if (first.ok) first.release();
    const third = await claim(place);
    expect(third.ok).toBe(true);
    if (third.ok) third.release();
  });

  test("is refused on a file that is something else", async () => {
    const place = await openPlace(await temporaryFolder());
    expect(await claim({ ...place, lock: place.dataDir })).toMatchObject({
      ok: false,
      failure: { code: "E515" },
    });
  });
});
