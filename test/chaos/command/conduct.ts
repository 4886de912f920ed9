import { chanceOf } from "../chance.ts";
import { type Experiment, type Judged, type Place, sumOf } from "../experiments/experiment.ts";
import type { Ground } from "./ground.ts";
import type { Progress } from "./progress.ts";

export interface Conduct {
  readonly ground: Pick<Ground, "folder" | "freshDatabase" | "drop">;
  readonly program: string;
  readonly progress: Progress;
  readonly commit: string;
  readonly say: (line: string) => void;
}

/** All rounds of an experiment, but for those that an earlier call has done. */
export async function conduct(
  experiment: Experiment,
  n: number,
  seed: number,
  { ground, program, progress, commit, say }: Conduct,
): Promise<Judged> {
  const { name, perRound } = experiment;
  const rounds = Math.ceil(n / perRound);
  const found: Judged[] = [];
  for (let round = 0; round < rounds; round++) {
    const tries = Math.min(perRound, n - round * perRound);
    const roundName = { experiment: name, seed, round, tries, commit };
    const known = progress.find(roundName);
    const began = performance.now();
    const judged = known ?? (await inFreshPlace());
    if (known === undefined) await progress.keep(roundName, judged);
    const took = known === undefined ? `${seconds(began)} s` : "done before";
    say(`${name} ${round + 1}/${rounds}: ${judged.faults} faults, ${took}`);
    for (const line of brokenLines(judged)) say(line);
    found.push(judged);

    async function inFreshPlace(): Promise<Judged> {
      const database = await ground.freshDatabase();
      const place: Place = { program, folder: ground.folder, database };
      const chance = chanceOf(name, seed, round);
      const judged = await experiment.round(tries, chance, place);
      await ground.drop(database);
      return judged;
    }
  }
  return sumOf(found);
}

/** One broken promise is often broken many times. */
const SHOWN = 3;

function brokenLines({ violations }: Judged): readonly string[] {
  return [...Map.groupBy(violations, ({ invariant }) => invariant)].flatMap(([invariant, all]) => [
    `  BROKEN ${invariant}, ${all.length} times`,
    ...all.slice(0, SHOWN).map(({ what }) => `    ${what}`),
  ]);
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1_000).toFixed(1);
}
