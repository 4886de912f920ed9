import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { chooseIdentity } from "../../../../src/integrations/postgres/embedded/identity.ts";
import { launch } from "../../../../src/integrations/postgres/embedded/launch.ts";
import { openPlace } from "../../../../src/integrations/postgres/embedded/place.ts";
import { serversOn } from "../../../../src/integrations/postgres/embedded/processes.ts";
import { findProgram } from "../../../../src/integrations/postgres/embedded/program.ts";
import {
  answerOf,
  ask,
  connectionOf,
  madeDataDir,
  removeMade,
  serveApart,
  start,
  temporaryFolder,
  until,
} from "./world.ts";

afterAll(removeMade);

/** Real servers start here, on machines that may be busy. */
const LONG = { timeout: 60_000 };

describe("a Pitcrew that is killed", LONG, () => {
  test.runIf(process.platform === "linux")("takes its server along", async () => {
    const dataDir = await madeDataDir();
    const served = serveApart(dataDir);
    await connectionOf(served);
    served.kill("SIGKILL");
    await until(async () => (await serversOn(join(dataDir, "postgres"))).length === 0);
  });

  test("loses no row that was acknowledged, in the middle of writing", async () => {
    const dataDir = await madeDataDir();
    const served = serveApart(dataDir);
    const connection = await connectionOf(served);
    await ask(connection, "create table acked (n int)");
    let acked = 0;
    const writing = (async () => {
      for (;;) {
        await ask(connection, `insert into acked values (${acked})`);
        acked += 1;
        if (acked === 30) served.kill("SIGKILL");
      }
    })();
    await expect(writing).rejects.toThrow(Error);
    const [row] = await ask((await start(dataDir)).connection, "select count(*)::int from acked");
    expect(row?.["count"]).toBeGreaterThanOrEqual(acked);
    expect(acked).toBeGreaterThanOrEqual(30);
  });

  test("leaves nothing half-made when that happens while the database is made", async () => {
    const dataDir = await temporaryFolder();
    const served = serveApart(dataDir);
    await until(async () => (await execa("ls", [dataDir])).stdout.includes("postgres.init-"));
    served.kill("SIGKILL");
    await served;
    await ask((await start(dataDir)).connection, "select 1");
  });
});

describe("a second Pitcrew", LONG, () => {
  test("is refused by name of the first, which works on, and may start when that is gone", async () => {
    const dataDir = await madeDataDir();
    const first = serveApart(dataDir);
    const connection = await connectionOf(first);
    expect(await answerOf(serveApart(dataDir))).toMatchObject({
      code: "E510",
      message: `${dataDir} is in use by another Pitcrew, process ${first.pid}.`,
    });
    await ask(connection, "select 1");
    first.kill("SIGKILL");
    await first;
    await start(dataDir);
  });

  test("is the only one refused when both start at once on nothing", async () => {
    const dataDir = await temporaryFolder();
    const answers = await Promise.all([serveApart(dataDir), serveApart(dataDir)].map(answerOf));
    expect(answers.map((answer) => ("code" in answer ? answer.code : "runs")).toSorted()).toEqual([
      "E510",
      "runs",
    ]);
  });
});

describe("a server that nobody looks after", LONG, () => {
  test("is stopped and taken over, with what it holds", async () => {
    const dataDir = await madeDataDir();
    const orphan = await launchAlone(dataDir);
    const connection = { host: join(dataDir, "run"), database: "postgres", user: "pitcrew" };
    await ask(connection, "create table left_behind ()");
    const told: unknown[] = [];
    const log = (message: string) => told.push(message);
    expect(await ask((await start(dataDir, { log })).connection, "table left_behind")).toEqual([]);
    expect(told).toContain("Stopping a PostgreSQL server whose Pitcrew is gone");
    await orphan.ended;
  });

  test("is taken over even while it recovers from a crash of its own", async () => {
    const dataDir = await madeDataDir();
    const served = serveApart(dataDir);
    await ask(await connectionOf(served), "select 1");
    const last = (await serversOn(join(dataDir, "postgres"))).at(-1);
    if (last === undefined) throw new Error("no process found");
    kill(last);
    served.kill("SIGKILL");
    await served;
    await ask((await start(dataDir)).connection, "select 1");
  });

  test("does not stand in the way once it is dead, even if its number is in use again", async () => {
    const dataDir = await madeDataDir();
    const run = join(dataDir, "run");
    const stranger = execa("sleep", ["600"], { reject: false });
    onTestFinished(() => void stranger.kill());
    const stale = `${stranger.pid}\n${dataDir}/postgres\n1\n5432\n${run}\n\n`;
    await writeFile(join(dataDir, "postgres", "postmaster.pid"), stale);
    await writeFile(join(run, ".s.PGSQL.5432.lock"), stale);
    await writeFile(join(run, ".s.PGSQL.5432"), "");
    await ask((await start(dataDir)).connection, "select 1");
    expect(isAlive(stranger.pid)).toBe(true);
  });
});

describe("a server that is killed", LONG, () => {
  test("is started again on the same socket, with every row that was acknowledged", async () => {
    const dataDir = await madeDataDir();
    const told: string[] = [];
    const { connection } = await start(dataDir, { log: (message) => told.push(message) });
    await ask(connection, "create table kept as select 1 as n");
    const before = await serversOn(join(dataDir, "postgres"));
    for (const pid of before) kill(pid);
    await until(async () =>
      ask(connection, "select 1").then(
        () => true,
        () => false,
      ),
    );
    expect(await ask(connection, "select n from kept")).toEqual([{ n: 1 }]);
    expect(told).toContain("PostgreSQL has ended by itself");
    expect(await serversOn(join(dataDir, "postgres"))).not.toEqual(
      expect.arrayContaining([...before]),
    );
  });
});

/** A server whose start this process does not remember, as after kill -9 where nothing takes it along. */
async function launchAlone(dataDir: string) {
  const place = await openPlace(dataDir);
  const identity = await chooseIdentity();
  const found = await findProgram(place, identity);
  if (!found.ok) throw new Error(found.failure.message);
  const { program } = found;
  const launched = await launch({
    place,
    program,
    identity,
    socketFolder: place.run,
    log: () => undefined,
  });
  if (!launched.ok) throw new Error(launched.failure.message);
  onTestFinished(() => void launched.server.end());
  return launched.server;
}

function isAlive(pid: number | undefined): boolean {
  return pid !== undefined && process.kill(pid, 0);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended with the others.
  }
}
