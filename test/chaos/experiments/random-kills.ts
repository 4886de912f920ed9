import { setTimeout as pause } from "node:timers/promises";
import { isSameIntent } from "../../../src/engine/worker/intent.ts";
import type { Chance } from "../chance.ts";
import { effectName, hasProbe } from "../history/effects.ts";
import type { History, RecordedIntent, RunHistory } from "../history/history.ts";
import type { Violation } from "../history/invariants.ts";
import { comeIn } from "../world/come-in.ts";
import { mixedWishes } from "../world/wish.ts";
import { openWorld, type World } from "../world/world.ts";
import { type Experiment, judge } from "./experiment.ts";

export const randomKills: Experiment = {
  name: "random-kills",
  about: "replicas are killed at any moment while runs of all classes come in; n: runs",
  sizes: { short: 100, long: 1_500 },
  perRound: 100,
  round: async (tries, chance, place) => {
    await using world = await openWorld({ ...place, replicas: 3, settles: false });
    await world.crew.complete();
    const load = new AbortController();
    const killing = killNowAndThen(world, chance, load.signal);
    const wishes = [...mixedWishes(tries, chance)];
    await comeIn(world, AT_ONCE, () => wishes.pop());
    load.abort();
    await killing;
    await world.rest();
    const history = await world.history();
    const judged = judge(tries, history);
    return { ...judged, violations: [...judged.violations, ...doubtedInVain(history)] };
  },
};

/** Effects that people are asked about although the outside can be. It answers always, here. */
export function doubtedInVain({ runs }: Pick<History, "runs">): readonly Violation[] {
  return runs.flatMap((run) =>
    run.intents
      .filter((intent) => intent.outcome === "in_doubt" && hasProbe(run, intent))
      .map((intent) => ({
        invariant: "I7 what nobody knows is in doubt",
        what: `${effectName(run.record.id, intent)} could be probed, and is in doubt: ${reasonFor(run, intent)}`,
      })),
  );
}

function reasonFor({ events }: RunHistory, intent: RecordedIntent): string {
  for (const { event } of events) {
    if (event.is !== "performed" || !isSameIntent(event, intent)) continue;
    if (event.result.is === "in_doubt") return event.result.reason;
  }
  return "nobody says why";
}

const AT_ONCE = 12;

async function killNowAndThen(
  { crew, fault }: World,
  chance: Chance,
  until: AbortSignal,
): Promise<void> {
  while (!until.aborted) {
    await pause(200 + chance.below(1_000));
    const [first, ...others] = crew.fit();
    // One stays, or nothing would ever get done.
    if (first === undefined || others.length === 0) continue;
    const victim = chance.oneOf([first, ...others]);
    await crew.kill(victim);
    fault(`${victim.name} was killed`);
  }
}
