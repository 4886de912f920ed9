import { chmod, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { emptyFolder, pitcrew, START } from "./pitcrew.ts";

describe("start.mjs", () => {
  test("says which Node it needs when this one cannot run TypeScript", async () => {
    const flags = ["--no-experimental-strip-types", START, "--version"];
    const { exitCode, stdout, stderr } = await execa(process.execPath, flags, { reject: false });

    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(`needs Node 22.18 or newer; this is ${process.version}`);
    expect(stderr).toContain("npm exec pitcrew");
  });

  test("keeps compiled code in a folder of its own that nobody else can write", async () => {
    const TMPDIR = await emptyFolder();

    await pitcrew(["--version"], { env: { TMPDIR } });

    expect(await readdir(TMPDIR)).toEqual([folderName()]);
    expect(await readdir(join(TMPDIR, folderName()))).toHaveLength(1);
  });

  test("does not use a folder for compiled code that others can write", async () => {
    const TMPDIR = await emptyFolder();
    const folder = join(TMPDIR, folderName());
    await mkdir(folder);
    await chmod(folder, 0o777);

    const { exitCode } = await pitcrew(["--version"], { env: { TMPDIR } });

    expect(exitCode).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  test("starts without a place for compiled code", async () => {
    const { exitCode } = await pitcrew(["--version"], { env: { TMPDIR: "/dev/null" } });

    expect(exitCode).toBe(0);
  });
});

function folderName(): string {
  return `pitcrew-compiled-${process.getuid?.()}`;
}
