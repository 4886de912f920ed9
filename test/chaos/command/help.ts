import type { Experiment } from "../experiments/experiment.ts";

/** The name by which the broken builds are asked for. */
export const MUTANT_HUNT = "mutants";

export function helpText(experiments: readonly Experiment[]): string {
  const width = Math.max(...experiments.map(({ name }) => name.length));
  const lines = experiments.map(
    ({ name, about, sizes }) =>
      `  ${name.padEnd(width)}  ${about} (${sizes.short}, --long ${sizes.long})`,
  );
  return `npm run test:chaos -- [EXPERIMENTS] [options]

Breaks things around real replicas on a real PostgreSQL, then judges by what the outside saw
and by what is on record. Ends with 1 if a promise was broken or nothing was proved.

${lines.join("\n")}
  ${MUTANT_HUNT.padEnd(width)}  builds with one promise broken on purpose must all be noticed (--long, or by name)

  --long         the large sizes; goes on where an interrupted call of the same day and commit was
  --n N          how often, for each experiment
  --seed N       the same plans again; otherwise one for each day
  --state DIR    where progress is kept
  --json         the findings as JSON on stdout

npm run test:chaos -- kill-boundaries --seed 7 --n 50
`;
}
