import { type Chance, chanceOf } from "../chance.ts";
import type { Ground } from "../command/ground.ts";
import type { Judged } from "../experiments/experiment.ts";
import { whyTrivial } from "../history/trivial-pass.ts";
import { PROGRAM } from "../replica/start-replica.ts";
import { buildReplica } from "./build.ts";
import type { Mutant } from "./mutant.ts";
import { MUTANTS } from "./mutants.ts";
import type { Scene } from "./scenes.ts";

export interface Hunted {
  readonly caught: readonly string[];
  /** Broken builds that nobody noticed, and scenes that the build in front of us did not pass. */
  readonly wrong: readonly string[];
}

export interface Hunting {
  readonly ground: Pick<Ground, "folder" | "freshDatabase" | "drop">;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** Every broken build must be noticed, in a scene that the unbroken one passes. */
export async function huntMutants({ ground, seed, say }: Hunting): Promise<Hunted> {
  const wrong: string[] = [];
  const caught: string[] = [];
  for (const scene of new Set(MUTANTS.map((mutant) => mutant.scene))) {
    const judged = await play(scene, PROGRAM, chanceOf("scene", scene.name, seed));
    const [because] = [...judged.violations.map(({ what }) => what), ...whyTrivial(judged)];
    say(`unbroken, ${scene.name}: ${because ?? "all hold"}`);
    if (because !== undefined) wrong.push(`${scene.name}: ${because}`);
  }
  for (const mutant of MUTANTS) {
    const began = performance.now();
    const program = await buildReplica(ground.folder, mutant.changes);
    const judged = await play(mutant.scene, program, chanceOf("mutant", mutant.name, seed));
    const isCaught = noticed(mutant, judged);
    const by = new Set(judged.violations.map(({ invariant }) => invariant.split(" ")[0]));
    const after = ((performance.now() - began) / 1_000).toFixed(1);
    const verdict = isCaught ? "caught" : "NOT CAUGHT";
    say(`${mutant.name}: ${verdict} after ${after} s, broke ${[...by].join(" ")}`);
    (isCaught ? caught : wrong).push(mutant.name);
  }
  return { caught, wrong };

  async function play(scene: Scene, program: string, chance: Chance): Promise<Judged> {
    const database = await ground.freshDatabase();
    const judged = await scene.play(chance, { program, folder: ground.folder, database });
    await ground.drop(database);
    return judged;
  }
}

function noticed({ caughtBy }: Mutant, { violations }: Judged): boolean {
  return violations.some(({ invariant }) => invariant === caughtBy);
}
