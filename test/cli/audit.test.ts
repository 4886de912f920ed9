import { readFile, writeFile } from "node:fs/promises";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { newAuditKey, readSigner } from "../../src/audit/audit-key.ts";
import { administer, type Connection } from "../postgres/administer.ts";
import { freshDatabase } from "../postgres/server.ts";
import { emptyFolder, pitcrew } from "./pitcrew.ts";
import { ASKING, servedProject, urlOf } from "./served-project.ts";

vi.setConfig({ testTimeout: 120_000 });

type Server = Awaited<ReturnType<typeof servedProject>>;

describe("with a server whose record is anchored in a file", () => {
  let server: Server;
  let database: Connection;
  let run: string;
  let anchor: string;

  beforeEach(async () => {
    anchor = `${await emptyFolder()}/anchor.jsonl`;
    database = await freshDatabase();
    const files = {
      "playbooks/asking.yaml": ASKING,
      "pitcrew.yaml": `format: 1\naudit:\n  anchors:\n    - file: ${anchor}\n`,
    };
    server = await servedProject(files, { DATABASE_URL: urlOf(database) });
    await server.linesUntil("listening at");
    run = await server.start("asking", { shop: "lyon" });
    // Until it is asked, there is nothing to answer.
    let exitCode: number | undefined = 2;
    while (exitCode !== 0) ({ exitCode } = await pitcrew(["answer", run, "well"], server.at));
    await pitcrew(["watch", run], server.at);
  });

  test("the record is whole, against the anchor too, and an export proves it without the server", async () => {
    const key = await saved("key.pem", await pitcrew(["audit", "key"], server.at));
    await server.stop("SIGTERM");
    server.launchAgain();
    await server.linesUntil("listening at");

    const online = await pitcrew(["audit", "verify", "--anchor", anchor], server.at);
    const record = await saved("record.jsonl", await pitcrew(["audit", "export"], server.at));
    await server.stop("SIGTERM");
    const offline = ["audit", "verify", "--export", record, "--key", key, "--anchor", anchor];

    expect(online.stdout).toMatch(/^everything: whole, \d+ entries in \d+ chains under \d+ signed/);
    expect(online.exitCode).toBe(0);
    expect((await pitcrew(offline)).exitCode).toBe(0);

    const text = await readFile(record, "utf8");
    await writeFile(
      record,
      text.replaceAll('"well"', '"ill"').replaceAll('\\"well\\"', '\\"ill\\"'),
    );
    const forged = await pitcrew(offline);
    expect(forged.exitCode).toBe(10);
    expect(forged.stdout).toContain(`run:${run} at entry`);

    await writeFile(record, text.split("\n").slice(0, -3).join("\n"));
    expect((await pitcrew(offline)).stdout).toContain("the export ends too early");
  });

  test("the record is exported and proved without any server, from the database alone", async () => {
    const key = await saved("key.pem", await pitcrew(["audit", "key"], server.at));
    await server.stop("SIGTERM");

    const alone = await pitcrew(["audit", "export", "--database"], server.at);
    const record = await saved("record.jsonl", alone);
    const words = ["audit", "verify", "--export", record, "--key", key, "--anchor", anchor];
    const nowhere = { ...server.at, env: { DATABASE_URL: "" } };
    const unnamed = await pitcrew(["audit", "export", "--database"], nowhere);

    expect(alone.stdout).toContain(`"subject":"run:${run}"`);
    expect(await pitcrew(words)).toMatchObject({ exitCode: 0 });
    expect(unnamed).toMatchObject({ exitCode: 2, stdout: "" });
    expect(unnamed.stderr).toContain("DATABASE_URL names no database");
  });

  test("the record tells who did what", async () => {
    const { stdout } = await pitcrew(["audit", "show", `run:${run}`, "--since", "1h"], server.at);

    expect(stdout).toMatch(/answered {2}\S+ \(cli\)/);
    expect(stdout.trim().split("\n").at(-1)).toContain("#1  started");

    const page = await pitcrew(["evidence", run], server.at);
    expect(page.exitCode).toBe(0);
    expect(page.stdout).toContain(`# Run ${run}`);
    expect(page.stdout).toContain("asked for asking 1.0.0 through cli");
    expect(page.stdout).toContain("Every entry is as it was written");
    expect(page.stdout).toContain("Nothing that has a course.");
    const { stdout: json } = await pitcrew(["evidence", run, "--json"], server.at);
    expect(JSON.parse(json)).toMatchObject({ run, proof: { whole: true, findings: [] } });
  });

  test("a change behind its back is found when it starts again, and named by the file outside", async () => {
    await server.stop("SIGTERM");
    // What has not reached the file can be taken away without its noticing.
    const reached = Number(/"number":"?(\d+)/.exec(await lastLine(anchor))?.[1]);
    await administer(
      database,
      `alter table events disable trigger all;
       alter table checkpoints disable trigger all;
       set session_replication_role = replica;
       delete from events where tx >= (select max(upto) from checkpoints where number < ${reached});
       delete from checkpoints where number >= ${reached};
       delete from runs`,
    );

    const again = await pitcrew(["serve"], server.at);

    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain("E546 The audit record is not the one that");
  });

  test("an entry that was sealed and is another one by now keeps it from starting", async () => {
    await server.stop("SIGTERM");
    await administer(
      database,
      `alter table events disable trigger all; delete from events where subject like 'playbook:%'`,
    );

    const again = await pitcrew(["serve"], server.at);

    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain("E545 The audit record does not fit its checkpoints: playbook:");
  });
});

describe("without a server", () => {
  test("what is no export, no key or no anchor is refused", async () => {
    const folder = await emptyFolder();
    const signer = readSigner(newAuditKey());
    await writeFile(`${folder}/key.pem`, signer?.key.pem ?? "");
    await writeFile(`${folder}/private.pem`, newAuditKey());
    await writeFile(`${folder}/other.txt`, "hello\n");
    const at = { cwd: folder };

    const file = ["audit", "verify", "--export", "other.txt"];
    const noKey = await pitcrew([...file, "--key", "private.pem"], at);
    const noExport = await pitcrew([...file, "--key", "key.pem"], at);
    const noAnchor = await pitcrew([...file, "--key", "key.pem", "--anchor", "other.txt"], at);

    expect(noKey.stderr).toContain("holds no public key");
    expect(noExport.stderr).toContain("not an export");
    expect(noAnchor.stderr).toContain("holds no checkpoint");
    expect((await pitcrew(["audit", "burn"], at)).exitCode).toBe(2);
  });
});

async function saved(name: string, { stdout }: { readonly stdout: string }): Promise<string> {
  const path = `${await emptyFolder()}/${name}`;
  await writeFile(path, `${stdout}\n`);
  return path;
}

async function lastLine(file: string): Promise<string> {
  return (await readFile(file, "utf8")).trimEnd().split("\n").at(-1) ?? "";
}
