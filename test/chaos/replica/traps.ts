import type { Moment, Trap } from "./trap.ts";

export interface Traps {
  readonly lay: (trap: Trap) => void;
  /** Counts that this moment has come, and returns the trap that it sets off. */
  readonly pass: (moment: Moment, run: string) => Trap | undefined;
}

/** Each trap goes off once. */
export function layTraps(first: readonly Trap[]): Traps {
  const waiting = new Map<Trap, number>();
  const lay = (trap: Trap): void => void waiting.set(trap, trap.passage);
  for (const trap of first) lay(trap);

  return {
    lay,
    pass: (moment, run) => {
      let sprung: Trap | undefined;
      for (const [trap, left] of waiting) {
        if (trap.moment !== moment || (trap.run ?? run) !== run) continue;
        if (left > 1) waiting.set(trap, left - 1);
        else {
          waiting.delete(trap);
          sprung ??= trap;
        }
      }
      return sprung;
    },
  };
}
