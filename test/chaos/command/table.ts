import type { Judged } from "../experiments/experiment.ts";
import { whyTrivial } from "../history/trivial-pass.ts";
import type { Hunted } from "../mutants/hunt.ts";

/** One experiment, and all that its rounds have found. */
export interface Finding {
  readonly experiment: string;
  readonly seed: number;
  readonly judged: Judged;
}

export function holds({ judged }: Finding): boolean {
  return judged.violations.length === 0 && [...whyTrivial(judged)].length === 0;
}

const HEAD = ["experiment", "N", "faults", "succeeded", "invariants", "bound 3/N", "seed", "times"];

/** The last thing that is printed. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = [HEAD, ...findings.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return rows.map((row) => lineOf(row).trimEnd()).join("\n");
}

function rowOf({ experiment, seed, judged }: Finding): readonly string[] {
  const { tries, faults, effects, succeeded, violations, times } = judged;
  return [
    experiment,
    String(tries),
    String(faults),
    effects === 0 ? "-" : `${((succeeded / effects) * 100).toFixed(0)} %`,
    verdictOn(judged),
    violations.length > 0 ? "-" : boundOf(tries),
    String(seed),
    times.length === 0 ? "" : `${times.length}: ${spread(times)}`,
  ];
}

/** What the rate of failures is below, with a certainty of 95 %, when none was seen in so many. */
function boundOf(tries: number): string {
  return tries <= 3 ? "-" : `${((3 / tries) * 100).toFixed(2)} %`;
}

function verdictOn(judged: Judged): string {
  const { violations } = judged;
  if (violations.length > 0) return `${violations.length} broken`;
  const [because] = whyTrivial(judged);
  return because === undefined ? "all hold" : `proves nothing: ${because}`;
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): string => {
    const ms = sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
    return `${(ms / 1_000).toFixed(1)} s`;
  };
  return `p50 ${at(0.5)}, p99 ${at(0.99)}`;
}

export function linesOn(hunted: Hunted | undefined): readonly string[] {
  if (hunted === undefined) return [];
  const { caught, wrong } = hunted;
  const all = caught.length + wrong.length;
  return [`broken builds: caught ${caught.length}/${all}`, ...wrong.map((one) => `  not: ${one}`)];
}
