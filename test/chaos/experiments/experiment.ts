import type { Connection } from "../../postgres/administer.ts";
import type { Chance } from "../chance.ts";
import type { History } from "../history/history.ts";
import { type Violation, violationsOf } from "../history/invariants.ts";
import { type Counts, countsOf } from "../history/trivial-pass.ts";

export interface Experiment {
  readonly name: string;
  /** In one sentence, for the help. */
  readonly about: string;
  /** How often it is tried, in a short and in a long run. */
  readonly sizes: { readonly short: number; readonly long: number };
  /** Tries that share one database, and are judged together. */
  readonly perRound: number;
  readonly round: (tries: number, chance: Chance, place: Place) => Promise<Judged>;
}

/** What an experiment finds when it begins. */
export interface Place {
  /** The program of a replica, of this build or of a broken one. */
  readonly program: string;
  readonly folder: string;
  /** A database with all tables and no rows. */
  readonly database: Connection;
}

/** What came of one round, or of several. */
export interface Judged extends Counts {
  readonly tries: number;
  readonly violations: readonly Violation[];
  /** Times that the experiment is about, in milliseconds. */
  readonly times: readonly number[];
}

export function judge(tries: number, history: History, times: readonly number[] = []): Judged {
  return { tries, ...countsOf(history), violations: violationsOf(history), times };
}

export function sumOf(rounds: readonly Judged[]): Judged {
  const total = (pick: (round: Judged) => number) =>
    rounds.reduce((sum, round) => sum + pick(round), 0);
  return {
    tries: total(({ tries }) => tries),
    faults: total(({ faults }) => faults),
    effects: total(({ effects }) => effects),
    succeeded: total(({ succeeded }) => succeeded),
    violations: rounds.flatMap(({ violations }) => violations),
    times: rounds.flatMap(({ times }) => times),
  };
}
