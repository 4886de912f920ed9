import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "../chance.ts";
import type { Report } from "../replica/order.ts";
import type { Replica } from "../replica/start-replica.ts";
import type { Moment } from "../replica/trap.ts";
import { settle } from "../world/person.ts";
import { type Wish, wishFor } from "../world/wish.ts";
import { openWorld, type World } from "../world/world.ts";
import { type Experiment, judge, type Judged, type Place } from "./experiment.ts";

/** A replica that stands still at a moment of a run until it has lost the run. */
export interface Sleep {
  readonly moment: Moment;
  readonly wish: Wish;
  /**
   * `late`: it wakes when another has the run. `at_the_claim`: it wakes when another has claimed
   * the run and has done nothing with it. `settled`: meanwhile a person has seen that nothing
   * happened, and has had it sent again.
   */
  readonly wakes: "late" | "at_the_claim" | "settled";
}

export const zombie: Experiment = {
  name: "zombie",
  about: "a replica stands still past its lease, another takes over, and then it goes on",
  sizes: { short: 5, long: 100 },
  perRound: 5,
  round: (tries, chance, place) => sleepThrough(planSleeps(tries, chance), chance, place),
};

export async function sleepThrough(
  sleeps: readonly Sleep[],
  chance: Chance,
  place: Place,
): Promise<Judged> {
  await using world = await openWorld(place);
  for (const sleep of sleeps) await fallAsleep(world, sleep, chance);
  await world.rest();
  return judge(sleeps.length, await world.history());
}

const MOMENTS = [
  "after_claim",
  "before_intent_commit",
  "after_intent_commit",
  "effect_sent",
  "effect_answered",
  "before_outcome_commit",
  "after_outcome_commit",
] as const satisfies readonly Moment[];

export function planSleeps(count: number, chance: Chance): readonly Sleep[] {
  return Array.from({ length: count }, (_, index): Sleep => {
    // Only before it is sent can it be seen that nothing has happened and nothing will.
    if (index % 5 === 4) {
      return { moment: "after_intent_commit", wish: wishFor("once", chance), wakes: "settled" };
    }
    return {
      moment: chance.oneOf(MOMENTS),
      wish: wishFor(chance.oneOf(["once", "keyed", "probed", "beside", "undone"]), chance),
      wakes: index % 2 === 0 ? "late" : "at_the_claim",
    };
  });
}

async function fallAsleep(world: World, { moment, wish, wakes }: Sleep, chance: Chance) {
  const { crew, begin, fault, untilAtRest } = world;
  const { run } = wish;
  await crew.complete();
  const [sleeper, successor] = crew.fit();
  if (sleeper === undefined || successor === undefined) throw new Error("two are needed");
  const trap = { moment, run, passage: 1, signal: "SIGSTOP", lingerMs: 0 } as const;
  await sleeper.ask({ is: "trap", trap });
  if (wakes === "at_the_claim") {
    await successor.ask({ is: "trap", trap: { ...trap, moment: "after_claim" } });
  }
  const asleep = crew.next(isStruck(run, sleeper));
  const claimed = crew.next((report) => isClaim(report, run, successor));
  const stopped = crew.next(isStruck(run, successor));
  void begin(wish, sleeper);
  await asleep;
  fault(`${sleeper.name} stood still at ${moment}`);
  await claimed;
  switch (wakes) {
    case "late":
      await pause(chance.below(400));
      break;
    case "at_the_claim":
      await stopped;
      crew.thaw(sleeper);
      // Time to do the worst that it can.
      await pause(500);
      crew.thaw(successor);
      break;
    case "settled":
      await settleNow(world, wish);
      break;
  }
  crew.thaw(sleeper);
  await untilAtRest([wish]);
}

function isStruck(run: string, { name }: Replica): (report: Report) => boolean {
  return (report) => report.is === "struck" && report.run === run && report.replica === name;
}

function isClaim(report: Report, run: string, { name }: Replica): boolean {
  return report.is === "claimed" && report.run === run && report.replica === name;
}

/** The successor must have found the doubt, and when it is settled it sends the effect itself. */
async function settleNow({ ledger, tell, crew }: World, { run }: Wish): Promise<void> {
  await ledger.until(run, ({ steps }) => {
    const first = steps["first"];
    return first?.is === "running" && first.tasks[0]?.state.is === "in_doubt";
  });
  const doubt = { run, step: "first", item: 0, attempt: 1 };
  await tell(settle(doubt, false), crew.fit()[0]);
  await ledger.until(run, ({ steps }) => steps["first"]?.is !== "running");
}
