import type { Chance } from "../chance.ts";
import type { Mode } from "../oracle/mode.ts";
import type { PlaybookName } from "../playbooks.ts";

/** A run that somebody wants, and how the outside will treat it. */
export interface Wish {
  readonly run: string;
  readonly playbook: PlaybookName;
  /** For the first requests to the target of its first step. */
  readonly modes: readonly Mode[];
}

/** Every class of effect, every way to wait for people, and every way to go back. */
const MIXED = [
  "reads",
  "keyed",
  "once",
  "probed",
  "undone",
  "beside",
  "several",
  "asks",
  "approved",
  "calls",
  "verified",
  "meets",
] as const satisfies readonly PlaybookName[];

export function wishFor(playbook: PlaybookName, { uuid }: Chance, ...modes: readonly Mode[]): Wish {
  return { run: uuid(), playbook, modes };
}

/** Some of all classes, in a random order; the outside is slow, fails, or loses its answers. */
export function mixedWishes(count: number, chance: Chance): readonly Wish[] {
  return Array.from({ length: count }, () => mixedWish(chance));
}

export function mixedWish(chance: Chance): Wish {
  const playbook = chance.oneOf(MIXED);
  return wishFor(playbook, chance, ...modesFor(playbook, chance));
}

function modesFor(playbook: PlaybookName, chance: Chance): readonly Mode[] {
  const slow = { is: "answer_late", ms: 20 + chance.below(180) } as const;
  // A probe is asked after a death alone, so an answer must not get lost in another way.
  if (playbook === "probed") return chance.oneOf([[], [slow]]);
  return chance.oneOf<readonly Mode[]>([
    [],
    [],
    [slow],
    [slow, slow],
    [{ is: "take_long", ms: 100 }],
    [{ is: "fail", status: 503 }],
    [{ is: "apply_and_fail", status: 500 }],
    [{ is: "apply_and_cut" }],
  ]);
}
