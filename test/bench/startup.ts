// Prints how long the command line takes to start, as multiples of `node -e 0` in the same run,
// because only the ratio is comparable between machines.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";

const START = new URL("../../src/cli/start.mjs", import.meta.url).pathname;
const ROUNDS = 21;

const cwd = await mkdtemp(join(tmpdir(), "pitcrew-startup-"));
await execa(process.execPath, [START, "new", "cart"], { cwd });

const lines: Readonly<Record<string, readonly string[]>> = {
  "node -e 0": ["-e", "0"],
  "pitcrew --version": [START, "--version"],
  "pitcrew --help": [START, "--help"],
  "pitcrew explain E201": [START, "explain", "E201"],
  "pitcrew check": [START, "check", "playbooks/cart.yaml"],
};

const times = new Map(Object.keys(lines).map((name): [string, number[]] => [name, []]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, words] of Object.entries(lines)) {
    const began = performance.now();
    await execa(process.execPath, words, { cwd });
    // The first round fills the caches of the compiler and the disk.
    if (round > 0) times.get(name)?.push(performance.now() - began);
  }
}
await rm(cwd, { recursive: true });

const empty = median(times.get("node -e 0") ?? []);
for (const [name, measured] of times) {
  const middle = median(measured);
  console.log(
    `${name.padEnd(22)} ${middle.toFixed(0).padStart(5)} ms  ${(middle / empty).toFixed(1)} x`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
