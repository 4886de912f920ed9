import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Judged } from "../experiments/experiment.ts";

/** One round of one experiment, so exactly that what it found counts for it again. */
export interface RoundName {
  readonly experiment: string;
  readonly seed: number;
  readonly round: number;
  readonly tries: number;
  readonly commit: string;
}

/** What was found so far, also by earlier calls that were interrupted. */
export interface Progress {
  readonly find: (name: RoundName) => Judged | undefined;
  readonly keep: (name: RoundName, judged: Judged) => Promise<void>;
}

export const NO_PROGRESS: Progress = {
  find: () => undefined,
  keep: async () => undefined,
};

interface Line {
  readonly name: RoundName;
  readonly judged: Judged;
}

export async function openProgress(folder: string): Promise<Progress> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "progress.jsonl");
  const known = new Map<string, Judged>();
  const text = existsSync(path) ? await readFile(path, "utf8") : "";
  for (const { name, judged } of linesOf(text)) known.set(keyOf(name), judged);
  return {
    find: (name) => known.get(keyOf(name)),
    keep: async (name, judged) => appendFile(path, `${JSON.stringify({ name, judged })}\n`),
  };
}

/** A last line without an end was being written when somebody died; its round is done again. */
function linesOf(text: string): readonly Line[] {
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as Line); // only `keep` writes them
}

function keyOf({ experiment, seed, round, tries, commit }: RoundName): string {
  return JSON.stringify([experiment, seed, round, tries, commit]);
}
