import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { Client } from "pg";
import { onTestFinished } from "vitest";
import type { Address } from "../../src/integrations/postgres/connection.ts";
import { commandFor } from "../../src/integrations/postgres/embedded/command.ts";
import { chooseIdentity, NOBODY } from "../../src/integrations/postgres/embedded/identity.ts";
import { migrate } from "../../src/integrations/postgres/migrate.ts";

/** The oldest PostgreSQL that Pitcrew promises to run on, where Debian puts it. */
const PROGRAMS = "/usr/lib/postgresql/15/bin";

const given = process.env["TEST_DATABASE_URL"];

/** What there is on this machine besides the PostgreSQL that Pitcrew brings along. */
export const OTHER_POSTGRES = given !== undefined || existsSync(join(PROGRAMS, "postgres"));

export interface OtherServer {
  /** A database with all tables and no rows, for one test alone. */
  readonly freshDatabase: () => Promise<Address>;
  readonly stop: () => Promise<void>;
}

/** A server that `isDurable` keeps what it says it keeps, which takes longer. */
export async function startOtherServer({ isDurable = false } = {}): Promise<OtherServer> {
  const { at, stop } = given === undefined ? await startInstalled(isDurable) : atUrl(given);
  const base = name();
  await administer(at("postgres"), `create database ${base} template template0`);
  await migrate(at(base), { onBroken: () => undefined });
  return {
    freshDatabase: async () => {
      const database = name();
      await administer(at("postgres"), `create database ${database} template ${base}`);
      onTestFinished(() => drop(database));
      return at(database);
    },
    stop: async () => {
      await drop(base);
      await stop();
    },
  };

  async function drop(database: string): Promise<void> {
    await administer(at("postgres"), `drop database ${database} with (force)`);
  }
}

interface Reachable {
  readonly at: (database: string) => Address;
  readonly stop: () => Promise<void>;
}

function atUrl(server: string): Reachable {
  const at = (database: string) => {
    const url = new URL(server);
    url.pathname = database;
    return { connectionString: url.href };
  };
  return { at, stop: async () => undefined };
}

async function startInstalled(isDurable: boolean): Promise<Reachable> {
  const identity = await chooseIdentity();
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-other-"));
  if (identity === "nobody") await chown(folder, NOBODY, NOBODY);
  const start = (program: string, args: readonly string[]) => {
    const command = commandFor(identity, join(PROGRAMS, program), args);
    return execa(command.file, command.args, { ...command.options, reject: false });
  };
  const data = join(folder, "data");
  await start("initdb", ["-D", data, "-U", "pitcrew", "-A", "trust", "-E", "UTF8", "--no-locale"]);
  const fsync = `fsync=${isDurable ? "on" : "off"}`;
  const settings = ["listen_addresses=", `unix_socket_directories=${folder}`, fsync];
  const server = start("postgres", ["-D", data, ...settings.flatMap((setting) => ["-c", setting])]);
  await ready(createInterface({ input: server.stderr }));
  return {
    at: (database) => ({ host: folder, database, user: "pitcrew" }),
    stop: async () => {
      server.kill("SIGINT");
      await server;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ready(lines: ReturnType<typeof createInterface>): Promise<void> {
  const said: string[] = [];
  for await (const line of lines) {
    said.push(line);
    if (line.includes("ready to accept connections")) return;
  }
  throw new Error(`PostgreSQL did not start: ${said.join("\n")}`);
}

function name(): string {
  return `test_${randomUUID().replaceAll("-", "")}`;
}

async function administer(server: Address, statement: string): Promise<void> {
  const client = new Client({ ...server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
