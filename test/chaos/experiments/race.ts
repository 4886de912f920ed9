import { setTimeout as pause } from "node:timers/promises";
import { beginRun } from "../../../src/engine/begin-run.ts";
import { createWorker } from "../../../src/engine/worker/worker.ts";
import { systemClock as clock } from "../../../src/integrations/system/clock.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import type { Chance } from "../chance.ts";
import { pinnedTo } from "../playbooks.ts";
import type { Moment } from "../replica/trap.ts";
import { type Wish, wishFor } from "../world/wish.ts";
import { openWorld, type World } from "../world/world.ts";
import { type Experiment, judge } from "./experiment.ts";
import { NOBODY } from "../../engine/worker/nobody.ts";

export const race: Experiment = {
  name: "race",
  about: "two replicas are told at the same moment of a run whose worker has just died",
  sizes: { short: 30, long: 500 },
  perRound: 50,
  round: async (tries, chance, place) => {
    await using world = await openWorld(place);
    await world.crew.complete();
    for (let start = 0; start < tries; start++) await startTogether(world, chance);
    await world.rest();
    return judge(tries, await world.history());
  },
};

const DEATHS = [
  "after_claim",
  "before_intent_commit",
  "after_intent_commit",
  "effect_answered",
  "before_outcome_commit",
  "after_outcome_commit",
] as const satisfies readonly Moment[];

async function startTogether(world: World, chance: Chance): Promise<void> {
  const { crew, fault, accept } = world;
  const wish = wishFor(chance.oneOf(["once", "keyed", "probed", "beside"]), chance);
  const { run } = wish;
  const death = chance.oneOf(DEATHS);
  await leaveBehind(world, wish, death);
  accept(run);
  fault(`a worker died at ${death}, and two heard of it at once`);
  await Promise.all(crew.fit().map((replica) => replica.ask({ is: "wake", run, wakeSeq: 0 })));
  await pause(chance.below(20));
}

/** A worker of our own carries the run on and breaks off; its claim lapses as it is made. */
async function leaveBehind(
  { store, programs }: World,
  { run, playbook }: Wish,
  death: Moment,
): Promise<void> {
  const program = programs.get(playbook);
  if (program === undefined) throw new Error(`there is no playbook ${playbook}`);
  const dispatcher = { wake: () => undefined };
  const unwanted = () => Promise.reject(new Error("nothing of the kind is wanted here"));
  const wish = { run, pinned: pinnedTo(playbook), program, params: {}, mode: "auto" } as const;
  const asked = { ...wish, actor: "ann", surface: "experiment", priority: 0, inside: null };
  await beginRun(asked, { store, dispatcher });
  const worker = createWorker(
    { name: `dies-with-${run}`, leaseMs: 1_000, renewMs: 60_000 },
    {
      store: lapsing(store),
      dispatcher,
      clock,
      needs: { ...NOBODY, http: () => ({ honoursKey: false, call: unwanted }) },
      startChild: unwanted,
      access: () => ({ is: "solo" }),
      programOf: async () => program,
      chance: Math.random,
      onTrouble: () => undefined,
      atBoundary: async (boundary) => {
        if (boundary === death) throw new Error(`died at ${boundary}`);
      },
    },
  );
  await worker.onWake(run, 0);
  await worker.drain(0);
}

function lapsing(store: RunStore): RunStore {
  return { ...store, claim: (worker, _leaseMs, run) => store.claim(worker, 0, run) };
}
