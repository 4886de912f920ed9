import { mkdir, rm, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openPlace, type Place } from "../../../../src/integrations/postgres/embedded/place.ts";
import {
  closeSocketFolder,
  openSocketFolder,
} from "../../../../src/integrations/postgres/embedded/socket.ts";
import { temporaryFolder } from "./world.ts";

describe("the folder of the socket", () => {
  test("lies in the data directory as long as the path of the socket has 100 bytes at most", async () => {
    const folder = await temporaryFolder();
    const room = 100 - "/run/.s.PGSQL.5432".length - Buffer.byteLength(folder) - 1;
    const fitting = await openPlace(join(folder, "d".repeat(room)));
    expect(await openFolder(fitting)).toBe(fitting.run);

    const longer = await openPlace(join(folder, "d".repeat(room + 1)));
    const short = await openFolder(longer);
    expect(short).toMatch(/^\/tmp\/pitcrew-\w{16}$/);
    expect(await openFolder(longer)).toBe(short);
    await closeSocketFolder(longer, short);
    await expect(stat(short)).rejects.toThrow("ENOENT");
  });

  test("is measured in bytes, not in letters", async () => {
    const place = await openPlace(join(await temporaryFolder(), "ä".repeat(40)));
    const short = await openFolder(place);
    expect(short).not.toBe(place.run);
    await closeSocketFolder(place, short);
  });

  test("is closed to others even when it was open before", async () => {
    const place = await openPlace(await temporaryFolder());
    await mkdir(place.run, { mode: 0o777 });
    await openSocketFolder(place, "self");
    expect((await stat(place.run)).mode & 0o777).toBe(0o700);
  });

  test("is not one that somebody else has put in its way", async () => {
    const place = await openPlace(join(await temporaryFolder(), "d".repeat(100)));
    const short = await openFolder(place);
    await rm(short, { recursive: true });
    await symlink(await temporaryFolder(), short);
    onTestFinished(() => rm(short));
    expect(await openSocketFolder(place, "self")).toMatchObject({
      ok: false,
      failure: { code: "E515" },
    });
  });
});

async function openFolder(place: Place): Promise<string> {
  const opened = await openSocketFolder(place, "self");
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.folder;
}
