import { setTimeout as pause } from "node:timers/promises";
import type { Blow, KilledAt } from "../../drills/scenario/killed-at.ts";
import type { Killed } from "../../drills/scenario/score.ts";
import type { ServedBeside } from "./serve-beside.ts";

/** Kills a server once, when its moment has come. */
export interface Killer {
  /** Says that a moment has come; comes back when it is over. */
  readonly reached: (moment: KilledAt) => Promise<void>;
  readonly killed: () => Killed;
}

export function killOnce(
  { at, afterMs }: Blow,
  served: Pick<ServedBeside, "killAndRestart">,
  tell: (text: string) => void,
): Killer {
  let killed: Killed = { is: "never" };
  return {
    reached: async (moment) => {
      if (moment !== at || killed.is === "killed") return;
      await pause(afterMs);
      const began = performance.now();
      tell("its server is killed");
      await served.killAndRestart();
      killed = { is: "killed", at, awayMs: performance.now() - began };
      tell("it is back");
    },
    killed: () => killed,
  };
}

/** Most drills leave it alone. */
export const killNobody: Killer = {
  reached: async () => undefined,
  killed: () => ({ is: "unwanted" }),
};
