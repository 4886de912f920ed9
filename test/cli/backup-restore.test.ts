import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { newAuditKey } from "../../src/audit/audit-key.ts";
import type { Connection } from "../postgres/administer.ts";
import { OTHER_POSTGRES, startOtherServer } from "../postgres/other-server.ts";
import { pitcrew } from "./pitcrew.ts";
import { playbookText, project } from "./project.ts";
import { servedProject, urlOf } from "./served-project.ts";

/** Where Debian puts the programs that come with the server of this test. */
const PROGRAMS = "/usr/lib/postgresql/15/bin";

const CAN_BACK_UP = OTHER_POSTGRES && process.env["TEST_DATABASE_URL"] === undefined;

test.skipIf(!CAN_BACK_UP)(
  "a backup that is restored has all that there was, and is noticed by the anchor until that is answered for",
  async () => {
    const { place, folder, env } = await openWorld();
    const [source, restored] = [await place(), await place()];
    const anchor = join(folder, "anchor.jsonl");
    const backup = join(folder, "backup");
    const first = await servedProject(filesWith(anchor), env(source));
    await first.linesUntil("listening at");
    const before = await runNorth(first.at);
    await program("pg_dump", ["--format=custom", `--file=${backup}`, ...named(source)]);
    await runNorth(first.at);
    await first.stop("SIGTERM");

    const words = ["--clean", "--if-exists", "--dbname", restored.database];
    await program("pg_restore", [...words, ...at(restored), backup]);

    const { cwd } = await project(filesWith(anchor));
    const refused = await pitcrew(["serve"], { cwd, env: env(restored) });
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("E546") });
    const second = await servedProject(filesWith(join(folder, "anew.jsonl")), env(restored));
    await second.linesUntil("listening at");
    const runs = await pitcrew(["runs", "--json"], second.at);
    expect(runs.stdout).toContain(before);
    const whole = await pitcrew(["audit", "verify"], second.at);
    expect(whole).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("whole") });
    const cut = await pitcrew(["audit", "verify", "--anchor", anchor], second.at);
    expect(cut).toMatchObject({
      exitCode: 10,
      // It may have made one of its own in that place by now.
      stdout: expect.stringMatching(/the record (no longer has it|has another in its place)/),
    });
  },
);

async function openWorld() {
  const server = await startOtherServer({ isDurable: true });
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-test-"));
  const key = join(folder, "audit.pem");
  await writeFile(key, newAuditKey());
  onTestFinished(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });
  return {
    folder,
    // The server of this machine is reached on a socket, which an address without a URL says.
    place: async () => (await server.freshDatabase()) as Connection,
    env: (database: Connection) => ({
      DATABASE_URL: urlOf(database),
      PITCREW_AUDIT_KEY: key,
      PORT: "0",
    }),
  };
}

function filesWith(anchor: string): Readonly<Record<string, string>> {
  return {
    "playbooks/north.yaml": playbookText("north"),
    "pitcrew.yaml": `format: 1\naudit: { anchors: [{ file: ${anchor} }] }\n`,
  };
}

/** The id of a run that has ended. */
async function runNorth(place: { readonly cwd: string }): Promise<string> {
  const { stdout } = await pitcrew(["run", "north", "shop=lyon"], place);
  const [id] = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(stdout) ?? [];
  if (id === undefined) throw new Error(stdout);
  return id;
}

async function program(name: string, words: readonly string[]): Promise<void> {
  await execa(join(PROGRAMS, name), words);
}

function at({ host, user }: Connection): readonly string[] {
  return ["--host", host, "--username", user];
}

function named(database: Connection): readonly string[] {
  return [...at(database), database.database];
}
