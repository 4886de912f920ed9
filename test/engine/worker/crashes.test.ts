import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pastEffects } from "../../../src/engine/worker/past-effects.ts";
import type { AtBoundary } from "../../../src/engine/worker/boundary.ts";
import { verifyChain } from "../../../src/audit/chain.ts";
import type { Program } from "../../../src/playbook/program.ts";
import { CLAIMS_WITHOUT_PROGRESS } from "../../../src/ports/run-store.ts";
import {
  fire,
  lapsing,
  probed,
  read,
  replayed,
  roll,
  set,
  startWorlds,
  UNVERIFIED,
  type World,
} from "./world.ts";

const openWorld = await startWorlds();

const STEPS = {
  read: (id: string) => read(id),
  set: (id: string) => set(id, { undo: "auto", ...UNVERIFIED }),
  fire: (id: string) => fire(id),
  probed: (id: string) => probed(id),
  roll: (id: string) => roll(id),
};

const someKind = fc.constantFrom<keyof typeof STEPS>("read", "set", "fire", "probed", "roll");
const someSteps = fc.array(someKind, { minLength: 1, maxLength: 4 });

/** After how many boundaries each worker dies; the one after the last lives. */
const someDeaths = fc.array(fc.nat({ max: 8 }), { maxLength: 5 });

describe("a run whose workers die one after the other", () => {
  test("sends once effects at most once, keyed ones under one key, and never guesses", async () => {
    const lives = fc.record({
      blocks: fc.array(someSteps, { minLength: 1, maxLength: 3 }),
      deaths: someDeaths,
    });
    await fc.assert(
      fc.asyncProperty(lives, async ({ blocks, deaths }) => {
        const world = openWorld();
        const program = world.programOf(stepsOf(blocks));
        const run = await world.begin(program);

        for (const after of deaths) {
          const atBoundary = dyingAfter(after);
          await world.worker({ store: lapsing(world.store), atBoundary }).onWake(run, 0);
        }
        await liveToTheEnd(world, run);

        expectEffectsAtMostOnce(world);
        await expectWholeRecord(world, run, program);
        expect((await world.record(run)).outcome).not.toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});

function stepsOf(blocks: readonly (readonly (keyof typeof STEPS)[])[]): readonly object[] {
  return blocks.flatMap((steps, block) => {
    const parallel = steps.map((kind, index) => STEPS[kind](`${kind}_${block}_${index}`));
    return parallel.length > 1 ? [{ parallel }] : parallel;
  });
}

function dyingAfter(boundaries: number): AtBoundary {
  let left = boundaries;
  return async (at) => {
    if (left-- <= 0) throw new Error(`died at ${at}`);
  };
}

/** A person settles whatever is in doubt, and wakes a run that was left alone. */
async function liveToTheEnd(world: World, run: string): Promise<void> {
  const worker = world.worker();
  for (let messages = 0; messages < 20; messages++) {
    await worker.onWake(run, messages);
    const { outcome, state, claimsWithoutProgress } = await world.record(run);
    if (outcome !== null) return;
    const doubt = Object.entries(state.steps).find(
      ([, step]) => "tasks" in step && step.tasks.some((task) => task.state.is === "in_doubt"),
    );
    const isLeftAlone = claimsWithoutProgress >= CLAIMS_WITHOUT_PROGRESS;
    if (doubt === undefined && !isLeftAlone) throw new Error("the run waits for nothing");
    const [step] = doubt ?? ["nothing"];
    await world.send(run, { is: "settled", step, item: 0, by: "ann", verdict: "happened" });
  }
}

function expectEffectsAtMostOnce({ outside }: World): void {
  const once = outside.sent.filter(({ kind }) => kind === "test.fire" || kind === "test.probed");
  expect(new Set(once.map(({ key }) => key)).size).toBe(once.length);
  for (const { step } of outside.sent) {
    const keys = outside.sentBy(step).map(({ key }) => key);
    expect(new Set(keys).size).toBe(1);
  }
}

/** Every effect was wanted, the state is the fold of the events, and the chain is whole. */
async function expectWholeRecord(world: World, run: string, program: Program): Promise<void> {
  const history = await world.store.history(run);
  const wanted = pastEffects(program, history).filter((effect) => effect.is === "perform");
  expect(world.outside.sent.every((sent) => wanted.some(({ key }) => key === sent.key))).toBe(true);
  expect(await world.store.openIntents(run)).toEqual([]);
  expect(await replayed(world, run, program)).toEqual((await world.record(run)).state);
  const entries = history.map(({ entry }) => entry);
  expect(verifyChain(`run:${run}`, entries)).toMatchObject({ is: "whole" });
}
