import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { execa, execaSync } from "execa";
import { describe, expect, test } from "vitest";
import { CODES } from "../../src/model/codes.ts";
import { emptyFolder, pitcrew, START } from "./pitcrew.ts";

describe("pitcrew completion", () => {
  test.each(["bash", "zsh", "fish"])(
    "prints a script for %s that is nothing but data",
    async (shell) => {
      const { exitCode, stdout, stderr } = await pitcrew(["completion", shell]);

      expect(exitCode).toBe(0);
      expect(stderr).toBe("");
      expect(stdout).toContain(`${shell} completion for pitcrew`);
    },
  );

  test("names the shells it knows when asked for another", async () => {
    const { exitCode, stderr } = await pitcrew(["completion", "tcsh"]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain("use one of bash, zsh, fish");
  });
});

describe("in bash", () => {
  test.each([
    ["verbs", ["che"], ["check"]],
    ["flags of a verb", ["check", "--wr"], ["--write-lock"]],
    ["the words of a verb", ["completion", "z"], ["zsh"]],
    [
      "error codes",
      ["explain", "E11"],
      Object.keys(CODES).filter((code) => code.startsWith("E11")),
    ],
    ["playbooks", ["check", "playbooks/c"], ["playbooks/cart.yaml"]],
    ["tests", ["test", "playbooks/c"], ["playbooks/cart.test.yaml"]],
    ["nothing where a new name is wanted", ["new", ""], []],
  ])("offers %s", async (_, words, offered) => {
    expect(
      await offeredByBash(words, await project("cart.yaml", "cart.test.yaml", "lock.yaml")),
    ).toEqual(offered);
  });

  test("never runs what a file name says", async () => {
    const place = await project("$(touch ran).yaml", "`touch ran`.yaml", "cart.yaml");

    expect(await offeredByBash(["check", "playbooks/"], place)).toEqual(["playbooks/cart.yaml"]);
    expect((await execa("ls", [], place)).stdout.split("\n")).not.toContain("ran");
  });

  test("stays silent outside a project", async () => {
    expect(await offeredByBash(["check", ""], { cwd: await emptyFolder() })).toEqual([]);
  });
});

describe.skipIf(!isInstalled("zsh"))("in zsh", () => {
  test("loads without complaint", async () => {
    const load = 'autoload -Uz compinit && compinit -D && source "$1" && whence -w _pitcrew';

    const { stdout, stderr } = await execa("zsh", ["-f", "-c", load, "zsh", await scriptOf("zsh")]);

    expect({ stdout, stderr }).toEqual({ stdout: "_pitcrew: function", stderr: "" });
  });
});

describe.skipIf(!isInstalled("fish"))("in fish", () => {
  test.each([
    ["verbs", "pitcrew che", ["check"]],
    ["flags of a verb", "pitcrew check --wr", ["--write-lock"]],
    ["the words of a verb", "pitcrew completion z", ["zsh"]],
    [
      "error codes",
      "pitcrew explain E20",
      Object.keys(CODES).filter((code) => code.startsWith("E20")),
    ],
  ])("offers %s", async (_, line, offered) => {
    const ask = "source $argv[1]; complete -C $argv[2]";

    const { stdout, stderr } = await execa(
      "fish",
      ["--no-config", "-c", ask, await scriptOf("fish"), line],
      { env: await withPitcrew() },
    );

    expect(stderr).toBe("");
    expect(stdout.split("\n").map((found) => found.split("\t")[0])).toEqual(offered);
  });
});

describe("pitcrew __complete", () => {
  test("is silent about anything it does not know", async () => {
    expect(await pitcrew(["__complete", "moods"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});

interface Place {
  readonly cwd: string;
}

/** Asks the completion function what it would offer for the last of these words. */
async function offeredByBash(words: readonly string[], { cwd }: Place): Promise<readonly string[]> {
  const { stdout: script } = await pitcrew(["completion", "bash"]);
  const ask = `
    COMP_WORDS=(pitcrew "$@"); COMP_CWORD=$#
    _pitcrew
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await execa("bash", ["-c", `${script}\n${ask}`, "bash", ...words], {
    cwd,
    env: await withPitcrew(),
  });
  return stdout.split("\n").filter((word) => word !== "");
}

/** An environment in which `pitcrew` is a command, as after an installation. */
async function withPitcrew(): Promise<Readonly<Record<string, string>>> {
  const bin = await emptyFolder();
  const command = `#!/bin/sh\nexec "${process.execPath}" "${START}" "$@"\n`;
  await writeFile(join(bin, "pitcrew"), command, { mode: 0o755 });
  return { PATH: `${bin}:${process.env["PATH"]}` };
}

async function scriptOf(shell: string): Promise<string> {
  const file = join(await emptyFolder(), "script");
  await writeFile(file, (await pitcrew(["completion", shell])).stdout);
  return file;
}

async function project(...names: readonly string[]): Promise<Place> {
  const cwd = await emptyFolder();
  await mkdir(join(cwd, "playbooks"));
  await Promise.all(names.map((name) => writeFile(join(cwd, "playbooks", name), "")));
  return { cwd };
}

function isInstalled(program: string): boolean {
  return execaSync(program, ["--version"], { reject: false }).exitCode === 0;
}
