import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { serversOn } from "../../../../src/integrations/postgres/embedded/processes.ts";
import { madeDataDir, removeMade, start, temporaryFolder } from "./world.ts";

afterAll(removeMade);

const hasLsof = (await execa("lsof", ["-v"], { reject: false })).exitCode === 0;

describe("the processes that work on a database", { timeout: 60_000 }, () => {
  test.runIf(process.platform === "linux" && hasLsof)(
    "are found in the ways of Linux and of macOS",
    async () => {
      const dataDir = await madeDataDir();
      await start(dataDir);
      const cluster = join(dataDir, "postgres");
      const leader = Number.parseInt(await readFile(join(cluster, "postmaster.pid"), "utf8"), 10);
      expect(await serversOn(cluster, "linux")).toContain(leader);
      expect(await serversOn(cluster, "darwin")).toContain(leader);
      expect(await serversOn(dataDir, "linux")).toEqual([]);
      expect(await serversOn(dataDir, "darwin")).toEqual([]);
    },
  );

  test("are not the shells of people who look around there", async () => {
    const folder = await realpath(await temporaryFolder());
    const shell = execa("sleep", ["600"], { cwd: folder, reject: false });
    onTestFinished(() => void shell.kill());
    expect(await serversOn(folder)).toEqual([]);
  });
});
