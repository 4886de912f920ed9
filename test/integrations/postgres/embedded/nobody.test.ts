import { chmod, stat } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { findInstalled } from "../../../../src/integrations/postgres/embedded/installed.ts";
import { letIn, openPlace } from "../../../../src/integrations/postgres/embedded/place.ts";
import { findProgram } from "../../../../src/integrations/postgres/embedded/program.ts";
import { ask, refusalOf, start, temporaryFolder } from "./world.ts";

/** What root falls back to where the system has no user namespaces for it. */
describe.runIf(process.getuid?.() === 0)("the server as nobody", { timeout: 60_000 }, () => {
  test("makes a database, keeps it, and gives nobody no more than that", async () => {
    const dataDir = join(await openFolder(), "data");
    const first = await start(dataDir, { identity: "nobody" });
    await ask(first.connection, "create table kept ()");
    await first.stop();
    const second = await start(dataDir, { identity: "nobody" });
    expect(await ask(second.connection, "table kept")).toEqual([]);
    expect(await stat(join(dataDir, "postgres"))).toMatchObject({ uid: 65_534 });
    expect(await stat(dataDir)).toMatchObject({ uid: 0, mode: 0o40_711 });
  });

  test("is refused with a way out in a directory that is closed to it", async () => {
    const dataDir = join(await temporaryFolder(), "data");
    const failure = await refusalOf(dataDir, { identity: "nobody" });
    expect(failure).toMatchObject({
      code: "E515",
      remedy: expect.stringContaining("/var/lib/pitcrew"),
    });
  });

  test("runs from a copy when PostgreSQL is installed where only root may look", async () => {
    const closed = join(await temporaryFolder(), "native");
    const installed = findInstalled();
    if (!installed.ok) throw new Error(installed.failure.message);
    await execa("cp", ["-r", installed.folder, closed]);
    await execa("chmod", ["-R", "go-rwx", closed]);

    const place = await openPlace(join(await openFolder(), "data"));
    await letIn("nobody", place);
    expect(await findProgram(place, "nobody", { ok: true, folder: closed })).toMatchObject({
      program: { postgres: join(place.program, "bin", "postgres") },
    });
    expect(await findProgram(place, "mapped", { ok: true, folder: closed })).toMatchObject({
      program: { postgres: join(closed, "bin", "postgres") },
    });
  });
});

async function openFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await chmod(folder, 0o755);
  return folder;
}
