import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { commandFor } from "../../../../src/integrations/postgres/embedded/command.ts";
import { chooseIdentity } from "../../../../src/integrations/postgres/embedded/identity.ts";
import { give, openPlace } from "../../../../src/integrations/postgres/embedded/place.ts";
import { findProgram } from "../../../../src/integrations/postgres/embedded/program.ts";
import { admit } from "../../../../src/integrations/postgres/trust/admit.ts";
import { systemClock as clock } from "../../../../src/integrations/system/clock.ts";
import type { Connection } from "../../../postgres/administer.ts";
import { ask, madeDataDir, removeMade, start, temporaryFolder } from "../embedded/world.ts";

afterAll(removeMade);

describe("a server of its own", { timeout: 60_000 }, () => {
  test("that was made less durable is refused, with every setting at once", async () => {
    const { connection } = await start(await temporaryFolder());
    for (const name of ["fsync", "full_page_writes", "synchronous_commit"]) {
      await ask(connection, `alter system set ${name} = off`);
    }
    await ask(connection, "select pg_reload_conf()");

    const found = await objections(connection);

    expect(found.map(({ code }) => code)).toEqual(["E534", "E534", "E534"]);
    expect(found.every(({ message }) => message.includes("set by configuration file"))).toBe(true);
  });

  test("that asks for a password says so to whoever has a wrong one, or none", async () => {
    const dataDir = await temporaryFolder();
    const { connection } = await start(dataDir);
    await ask(connection, "create role ann login password 'right'");
    const rules = join(dataDir, "postgres", "pg_hba.conf");
    await writeFile(rules, `local all ann scram-sha-256\n${await readFile(rules, "utf8")}`);
    await ask(connection, "select pg_reload_conf()");
    const ann = { ...connection, user: "ann" };

    expect(await objections({ ...ann, password: "wrong" })).toMatchObject([{ code: "E532" }]);
    expect(await objections(ann)).toMatchObject([{ code: "E532" }]);
  });

  test("that only follows another is refused before anything is written", async () => {
    const replica = await startReplica();

    expect(await objections(replica)).toMatchObject([{ code: "E535" }]);
    expect(await ask(replica, "select pg_is_in_recovery() as follows")).toEqual([
      { follows: true },
    ]);
  });
});

async function objections(address: Connection & { readonly password?: string }) {
  const app = { place: "app", address };
  const found = await admit({
    app,
    owner: undefined,
    isOwn: true,
    clock,
    onBroken: () => undefined,
  });
  return found.objections;
}

/** One that waits for a primary which never comes. */
async function startReplica(): Promise<Connection> {
  const dataDir = await temporaryFolder();
  const [place, identity] = [await openPlace(dataDir), await chooseIdentity()];
  await cp(join(await madeDataDir(), "postgres"), place.cluster, { recursive: true });
  await writeFile(join(place.cluster, "standby.signal"), "");
  await give(place.cluster, identity);
  const found = await findProgram(place, identity);
  if (!found.ok) throw new Error(found.failure.message);
  const socket = `unix_socket_directories=${dataDir}`;
  const words = ["-D", place.cluster, "-c", "listen_addresses=", "-c", socket];
  const { file, args, options } = commandFor(identity, found.program.postgres, words);
  const server = execa(file, args, { ...options, reject: false, buffer: false });
  onTestFinished(async () => {
    server.kill("SIGQUIT");
    await server;
  });
  // Lines that come together are all read, which waiting for one event at a time would not do.
  for await (const line of createInterface({ input: server.stderr })) {
    if (line.includes("ready to accept read-only connections")) break;
  }
  return { host: dataDir, database: "postgres", user: "pitcrew" };
}
