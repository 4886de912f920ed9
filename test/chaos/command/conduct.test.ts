import { describe, expect, test } from "vitest";
import type { Experiment, Judged } from "../experiments/experiment.ts";
import { conduct } from "./conduct.ts";
import { NO_PROGRESS, type Progress, type RoundName } from "./progress.ts";

const DATABASE = { host: "nowhere", database: "round_1", user: "nobody" };

describe("an experiment of several rounds", () => {
  test("shares its tries out, and adds up what they found", async () => {
    const { experiment, rounds } = counting();

    const judged = await conduct(experiment, 25, 7, withProgress(NO_PROGRESS));

    expect(rounds.map(({ tries }) => tries)).toEqual([10, 10, 5]);
    expect(judged).toMatchObject({ tries: 25, faults: 25, times: [10, 10, 5] });
  });

  test("has luck of its own in each round, and the same again with the same seed", async () => {
    const first = counting();
    const second = counting();
    await conduct(first.experiment, 20, 7, withProgress(NO_PROGRESS));
    await conduct(second.experiment, 20, 7, withProgress(NO_PROGRESS));

    const luck = first.rounds.map(({ chance }) => chance);
    expect(new Set(luck).size).toBe(2);
    expect(second.rounds.map(({ chance }) => chance)).toEqual(luck);
  });

  test("does again only what an interrupted call had not done", async () => {
    const kept = new Map<string, Judged>();
    const nameOf = ({ round }: RoundName): string => String(round);
    const progress: Progress = {
      find: (name) => kept.get(nameOf(name)),
      keep: async (name, judged) => void kept.set(nameOf(name), judged),
    };
    await conduct(counting().experiment, 30, 7, withProgress(progress));
    kept.delete("1");

    const { experiment, rounds } = counting();
    const judged = await conduct(experiment, 30, 7, withProgress(progress));

    expect(rounds).toHaveLength(1);
    expect(judged.tries).toBe(30);
  });
});

function counting() {
  const rounds: { readonly tries: number; readonly chance: number }[] = [];
  const experiment: Experiment = {
    name: "counting",
    about: "counts",
    sizes: { short: 1, long: 1 },
    perRound: 10,
    round: async (tries, chance) => {
      rounds.push({ tries, chance: chance.next() });
      const counts = { faults: tries, effects: tries, succeeded: tries };
      return { tries, ...counts, violations: [], times: [tries] };
    },
  };
  return { experiment, rounds };
}

function withProgress(progress: Progress) {
  return {
    ground: {
      folder: "nowhere",
      freshDatabase: async () => DATABASE,
      drop: async () => undefined,
    },
    program: "nothing",
    progress,
    commit: "abc",
    say: () => undefined,
  };
}
