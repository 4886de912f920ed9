import type { Action, Fault, Fired } from "./fault.ts";
import { describeFault } from "./fault.ts";
import { fits, type Turn } from "./turns.ts";

export interface Planned {
  /** When it strikes for the first time. */
  readonly fired: Promise<Fired>;
  /** From here on it does not strike. */
  readonly cancel: () => void;
}

export interface Plan {
  readonly add: (fault: Fault) => Planned;
  /** Of all faults that have struck, in order. */
  readonly fired: readonly Fired[];
  readonly watch: (connection: number) => Watch;
}

/** Tells what shall happen to the bytes that have just made this turn what it is. */
export type Watch = (turn: Turn, isNew: boolean) => Action | undefined;

interface Waiting {
  readonly fault: Fault;
  readonly onFired: (fired: Fired) => void;
  passes: number;
  strikes: number;
}

/** Keeps the faults that are still to come. The first one that fits a moment has it alone. */
export function makePlan(now: () => number): Plan {
  const waiting = new Set<Waiting>();
  const fired: Fired[] = [];
  return {
    fired,
    add: (fault) => {
      const { promise, resolve } = Promise.withResolvers<Fired>();
      const passes = (fault.on.nth ?? 1) - 1;
      const one: Waiting = { fault, onFired: resolve, passes, strikes: fault.times ?? 1 };
      waiting.add(one);
      return { fired: promise, cancel: () => waiting.delete(one) };
    },
    watch: (connection) => {
      let counted = new Set<Waiting>();
      return (turn, isNew) => {
        if (isNew) counted = new Set();
        for (const one of waiting) {
          if (counted.has(one) || !fits(turn, one.fault.on)) continue;
          counted.add(one);
          if (one.passes-- > 0) continue;
          strike(one, connection);
          return one.fault.does;
        }
        return undefined;
      };
    },
  };

  function strike(one: Waiting, connection: number): void {
    const { fault } = one;
    const strike: Fired = { fault, what: describeFault(fault), connection, at: now() };
    fired.push(strike);
    one.onFired(strike);
    one.passes = 0;
    one.strikes -= 1;
    if (one.strikes <= 0) waiting.delete(one);
  }
}
