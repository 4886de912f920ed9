import { readdir } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { emptyFolder, pitcrew } from "./pitcrew.ts";

// The tour takes long on a busy machine; this only ends one that hangs.
vi.setConfig({ testTimeout: 300_000 });

const PLAYBOOKS = new URL("../../playbooks", import.meta.url).pathname;

test("pitcrew demo --fast shows what it promises, and leaves nothing behind", async () => {
  const cwd = await emptyFolder();
  const env = { TMPDIR: await emptyFolder() };

  const { exitCode, stdout } = await pitcrew(["demo", "--fast", "--playbooks", PLAYBOOKS], {
    cwd,
    env,
  });

  expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
  expect(stdout).toContain("RESOLVED");
  expect(stdout).toContain("killed with signal 9");
  expect(stdout).toContain("E301");
  expect(stdout).toMatch(/E201 .*"staus"/);
  expect(stdout).toMatch(/DRILL timeout-too-low: .*\n.*\n +passed {2}playbook/);
  expect(await readdir(cwd)).toEqual([]);
  // Compiled code is kept for the next start of any command.
  const left = await readdir(env.TMPDIR);
  expect(left.filter((name) => !name.startsWith("pitcrew-compiled-"))).toEqual([]);
});

test("pitcrew demo ends in another code when something does not happen as it tells", async () => {
  const cwd = await emptyFolder();

  const { exitCode, stderr } = await pitcrew(["demo", "--fast", "--playbooks", cwd], { cwd });

  expect(exitCode).toBe(4);
  expect(stderr).toContain("this did not happen as told: WorkflowStuckCritical starts a run");
});

test("pitcrew demo wants a person at a keyboard, or to be told that there is none", async () => {
  const { exitCode, stderr } = await pitcrew(["demo"]);

  expect(exitCode).toBe(2);
  expect(stderr).toContain("give --fast, and nobody is waited for");
});
