import { readdir, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import { ask, refusalOf, start, temporaryFolder, until } from "./world.ts";

const MEGABYTE = 2 ** 20;

const mayMount =
  process.getuid?.() === 0 &&
  (await execa("unshare", ["--mount", "true"], { reject: false })).exitCode === 0;

describe.runIf(mayMount)("on a disk that is full", { timeout: 60_000 }, () => {
  test("no database is made, nothing half-made is left, and space is all it takes", async () => {
    const dataDir = await smallDisk(60);
    await fill(dataDir, 10);
    expect(await refusalOf(dataDir)).toMatchObject({
      code: "E514",
      message: `The disk that holds ${dataDir} is full.`,
      retry: "later",
    });
    const left = await readdir(dataDir);
    expect(left.filter((name) => /^postgres($|\.init-)/.test(name))).toEqual([]);

    await rm(join(dataDir, "filler"));
    await start(dataDir);
  });

  test("a running server gives up and comes back with every row that was acknowledged", async () => {
    const dataDir = await smallDisk(80);
    const told: string[] = [];
    const { connection } = await start(dataDir, { log: (message) => told.push(message) });
    await ask(connection, "create table acked (n int)");
    await fill(dataDir, 2);
    let acked = 0;
    const writing = (async () => {
      for (;;) {
        await ask(connection, `insert into acked select ${acked} from (${A_MEGABYTE_OF_LOG})`);
        acked += 1;
      }
    })();
    await expect(writing).rejects.toThrow(Error);
    await until(async () => told.includes("PostgreSQL cannot be started again"));

    await rm(join(dataDir, "filler"));
    await until(async () =>
      ask(connection, "select 1").then(
        () => true,
        () => false,
      ),
    );
    const [row] = await ask(connection, "select count(*)::int from acked");
    expect(row?.["count"]).toBeGreaterThanOrEqual(acked);
  });
});

/** Tables that cannot grow are an error to a server; that its log cannot is its end. */
const A_MEGABYTE_OF_LOG = "select pg_logical_emit_message(true, '', repeat('x', 1000000))";

async function smallDisk(megabytes: number): Promise<string> {
  const folder = await temporaryFolder();
  await execa("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "none", folder]);
  onTestFinished(async () => {
    await execa("umount", ["--lazy", folder]);
  });
  return folder;
}

/** Leaves that many megabytes free. */
async function fill(folder: string, megabytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  await writeFile(join(folder, "filler"), Buffer.alloc(bavail * bsize - megabytes * MEGABYTE));
}
