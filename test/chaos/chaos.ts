// Kills replicas, databases and answers, and judges what is left on record: `node chaos.ts --help`.

import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { EXPERIMENTS } from "./command/all.ts";
import { readArguments, type Wanted } from "./command/arguments.ts";
import { conduct } from "./command/conduct.ts";
import { openGround } from "./command/ground.ts";
import { helpText, MUTANT_HUNT } from "./command/help.ts";
import { NO_PROGRESS, openProgress } from "./command/progress.ts";
import { type Finding, holds, linesOn, tableOf } from "./command/table.ts";
import { huntMutants } from "./mutants/hunt.ts";
import { PROGRAM } from "./replica/start-replica.ts";

const NAMES = [...EXPERIMENTS.map(({ name }) => name), MUTANT_HUNT];
const read = readArguments(process.argv.slice(2), NAMES);
if (!read.ok) {
  process.stderr.write(`${read.because}\nRemedy: npm run test:chaos -- --help\n`);
  process.exitCode = 2;
} else if (read.wanted.isHelp) process.stdout.write(helpText(EXPERIMENTS));
else process.exitCode = (await experimentWith(read.wanted)) ? 0 : 1;

async function experimentWith(wanted: Wanted): Promise<boolean> {
  const { names, n, isLong, isJson, seed = today(), state } = wanted;
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const { stdout: commit } = await execa("git", ["rev-parse", "--short", "HEAD"], {
    reject: false,
  });
  const folder = state ?? (isLong ? join(tmpdir(), "pitcrew-chaos-progress") : undefined);
  const progress = folder === undefined ? NO_PROGRESS : await openProgress(folder);
  say(`seed ${seed}, commit ${commit}${folder === undefined ? "" : `, progress in ${folder}`}`);

  await using ground = await openGround();
  const findings: Finding[] = [];
  for (const experiment of EXPERIMENTS) {
    const { name, sizes } = experiment;
    if (names.length > 0 && !names.includes(name)) continue;
    const size = n ?? (isLong ? sizes.long : sizes.short);
    const options = { ground, program: PROGRAM, progress, commit, say };
    const judged = await conduct(experiment, size, seed, options);
    findings.push({ experiment: name, seed, judged });
  }
  const isHunt = names.length > 0 ? names.includes(MUTANT_HUNT) : isLong;
  const hunted = isHunt ? await huntMutants({ ground, seed, say }) : undefined;
  const isKept = findings.every(holds) && (hunted?.wrong ?? []).length === 0;
  const report = isJson
    ? JSON.stringify({ commit, seed, isKept, findings, hunted })
    : [tableOf(findings), ...linesOn(hunted)].join("\n");
  process.stdout.write(`${report}\n`);
  return isKept;
}

/** The same all day, so that a call that was interrupted goes on; another one tomorrow. */
function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}
