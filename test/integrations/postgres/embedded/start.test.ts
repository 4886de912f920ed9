import { mkdir, readdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { serversOn } from "../../../../src/integrations/postgres/embedded/processes.ts";
import { ask, madeDataDir, refusalOf, removeMade, start, temporaryFolder } from "./world.ts";

afterAll(removeMade);

describe("the embedded server", { timeout: 60_000 }, () => {
  test("makes a database in a directory of any name, keeps it over a stop, and leaves no process", async () => {
    const dataDir = join(await temporaryFolder(), "not there", `yet, 'or "was`);
    const first = await start(dataDir);
    await ask(first.connection, "create table kept as select 'äöü €' as word");
    await first.stop();
    expect(await serversOn(join(dataDir, "postgres"))).toEqual([]);

    const second = await start(dataDir);
    expect(await ask(second.connection, "select word from kept")).toEqual([{ word: "äöü €" }]);
    await second.stop();
    await second.stop();
  });

  test("is durable, speaks UTF-8 and UTC, sorts by code point, and is reached on its socket alone", async () => {
    const dataDir = await madeDataDir();
    const { connection } = await start(dataDir);
    const names = [
      "fsync",
      "synchronous_commit",
      "full_page_writes",
      "listen_addresses",
      "TimeZone",
    ];
    const settings = names.map((name) => `current_setting('${name}') as "${name}"`).join(", ");
    expect(await ask(connection, `select ${settings}`)).toEqual([
      {
        fsync: "on",
        synchronous_commit: "on",
        full_page_writes: "on",
        listen_addresses: "",
        TimeZone: "UTC",
      },
    ]);
    expect(
      await ask(
        connection,
        "select upper('é') as upper, 'Z' < 'a' as sorted, getdatabaseencoding() as encoding",
      ),
    ).toEqual([{ upper: "É", sorted: true, encoding: "UTF8" }]);
    expect(await modeOf(connection.host)).toBe(0o700);
    expect(await modeOf(join(connection.host, ".s.PGSQL.5432"))).toBe(0o700);
    expect(await modeOf(join(dataDir, "postgres"))).toBe(0o700);
  });

  test("starts in a directory whose path is too long for a socket, also through a link", async () => {
    const folder = await temporaryFolder();
    const dataDir = join(folder, "d".repeat(120));
    const { connection, stop } = await start(dataDir);
    expect(connection.host).toMatch(/^\/tmp\/pitcrew-[0-9a-f]{16}$/);
    await ask(connection, "select 1");
    await stop();
    await expect(stat(connection.host)).rejects.toThrow("ENOENT");
    await symlink(dataDir, join(folder, "link"));
    expect((await start(join(folder, "link"))).connection).toEqual(connection);
  });

  test("throws away what an interrupted first start has left", async () => {
    const dataDir = await temporaryFolder();
    await mkdir(join(dataDir, "postgres.init-x1y2z3", "base"), { recursive: true });
    await start(dataDir);
    expect((await readdir(dataDir)).toSorted()).toEqual([
      "postgres",
      "postgres.lock",
      "postgres.owner",
      "run",
    ]);
  });

  test("refuses a second start in the same process, and works on", async () => {
    const dataDir = await madeDataDir();
    const { connection } = await start(dataDir);
    expect(await refusalOf(dataDir)).toMatchObject({
      code: "E510",
      message: `${dataDir} is in use by another Pitcrew, process ${process.pid}.`,
    });
    await ask(connection, "select 1");
  });

  test("refuses a data directory that is a file, and one that holds something else", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "file"), "");
    expect(await refusalOf(join(folder, "file"))).toMatchObject({ code: "E515" });
    expect(await refusalOf(join(folder, "file", "below"))).toMatchObject({ code: "E515" });

    await mkdir(join(folder, "other", "postgres"), { recursive: true });
    await writeFile(join(folder, "other", "postgres", "precious.txt"), "");
    expect(await refusalOf(join(folder, "other"))).toMatchObject({ code: "E515" });
    expect(await readdir(join(folder, "other", "postgres"))).toEqual(["precious.txt"]);
  });

  test("says what PostgreSQL says about data that it cannot use, and gives the directory free", async () => {
    const dataDir = await temporaryFolder();
    await mkdir(join(dataDir, "postgres"), { mode: 0o700 });
    await writeFile(join(dataDir, "postgres", "PG_VERSION"), "9.6\n");
    await writeFile(join(dataDir, "postgres", "postgresql.conf"), "");
    const first = await refusalOf(dataDir);
    expect(first).toMatchObject({
      code: "E513",
      message: `The database in ${dataDir} did not start: database files are incompatible with server`,
    });
    expect(await refusalOf(dataDir)).toEqual({ ...first, detail: expect.any(String) });
  });
});

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}
