import type { History } from "./history.ts";
import { acceptedOnce } from "./invariants/accepted-once.ts";
import { approvedFirst } from "./invariants/approved-first.ts";
import { auditedWhole } from "./invariants/audited-whole.ts";
import { heardOnce } from "./invariants/heard-once.ts";
import { intendedFirst } from "./invariants/intended-first.ts";
import { keyedOnce } from "./invariants/keyed-once.ts";
import { leftAlone } from "./invariants/left-alone.ts";
import { neverBeside } from "./invariants/never-beside.ts";
import { neverExits } from "./invariants/never-exits.ts";
import { nobodyStuck } from "./invariants/nobody-stuck.ts";
import { nothingGuessed } from "./invariants/nothing-guessed.ts";
import { oneHolder } from "./invariants/one-holder.ts";
import { sentOnce } from "./invariants/sent-once.ts";

/** Says in words everything that breaks one promise, and nothing when it is kept. */
export type Invariant = (history: History) => Iterable<string>;

const INVARIANTS = {
  "I1 what is accepted becomes one run": acceptedOnce,
  "I2 a once effect is sent at most once": sentOnce,
  "I3 a keyed effect takes effect once, and the record agrees": keyedOnce,
  "I4 every effect was intended first, as it was sent": intendedFirst,
  "I5 what needs approval was approved first, as it was sent": approvedFirst,
  "I6 no two effects on a target overlap": neverBeside,
  "I7 what nobody knows is in doubt": nothingGuessed,
  "I8 everything is in the audit, and its chain is whole": auditedWhole,
  "I10 every run ends or waits for a person": nobodyStuck,
  "I12 a run is moved on by its latest claim alone": oneHolder,
  "I13 what a run was told it hears once": heardOnce,
  "I14 a run that nobody can move on is left alone": leftAlone,
  "I15 no replica ends by itself": neverExits,
} satisfies Readonly<Record<string, Invariant>>;

export interface Violation {
  readonly invariant: keyof typeof INVARIANTS;
  readonly what: string;
}

/** Judges a history by all of them. */
export function violationsOf(history: History): readonly Violation[] {
  // `Object.entries` forgets which keys it saw.
  const entries = Object.entries(INVARIANTS) as [Violation["invariant"], Invariant][];
  return entries.flatMap(([invariant, judge]) =>
    [...judge(history)].map((what) => ({ invariant, what })),
  );
}
