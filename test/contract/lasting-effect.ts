import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Attempt, StepKind } from "../../src/steps/step-kind.ts";

/** A counterpart that can be asked how it stands, and in which others change things as well. */
export interface LastingWorld<Needs> {
  readonly needs: Needs;
  /** All that the kind could change, as the counterpart itself tells it. */
  readonly state: () => Promise<unknown>;
  /** Somebody else changes what the effect left behind, so that its undo would undo theirs. */
  readonly meddle: () => Promise<unknown>;
}

export interface LastingExercise<Params, Needs> {
  readonly filled: JsonObject;
  readonly startWorld: (params: Params) => Promise<LastingWorld<Needs>>;
}

interface Exercised<Params, Output, Needs> extends LastingExercise<Params, Needs> {
  readonly kind: StepKind<Params, Output, Needs>;
}

/**
 * Promises about what outlives a crash. A try whose result is thrown away here is one whose worker
 * died between the effect and its record.
 */
export function exerciseLastingEffect<Params, Output, Needs>(
  kind: StepKind<Params, Output, Needs>,
  exercise: LastingExercise<Params, Needs>,
): void {
  const exercised = { kind, ...exercise };
  if (kind.effect === "idempotent") changesNothingMoreWhenRepeated(exercised);
  if (kind.probe !== undefined) tellsWhetherItHappened(exercised);
  if (kind.undo.is === "possible") {
    givesBackWhatWasThere(exercised);
    leavesAloneWhatOthersChanged(exercised);
  }
}

function changesNothingMoreWhenRepeated<Params, Output, Needs>(
  exercised: Exercised<Params, Output, Needs>,
): void {
  const { kind, filled, startWorld } = exercised;
  test(`${kind.kind}: a repeat after a crash changes nothing more, and succeeds`, async () => {
    const params = kind.params.parse(filled);
    const { needs, state } = await startWorld(params);
    const attempt = newEffect();

    const first = await kind.run(params, needs, attempt(1), live());
    const between = await state();
    const repeated = await kind.run(params, needs, attempt(2), live());

    expect([first.ok, repeated.ok]).toEqual([true, true]);
    expect(await state()).toEqual(between);
  });
}

function tellsWhetherItHappened<Params, Output, Needs>(
  exercised: Exercised<Params, Output, Needs>,
): void {
  const { kind, filled, startWorld } = exercised;
  test(`${kind.kind}: its probe tells the truth before and after the effect, and changes nothing`, async () => {
    const params = kind.params.parse(filled);
    const { needs, state } = await startWorld(params);
    const attempt = newEffect();
    const atFirst = await state();

    const before = await kind.probe?.(params, needs, attempt(1), live());
    expect(await state()).toEqual(atFirst);
    const result = await kind.run(params, needs, attempt(1), live());
    const after = await kind.probe?.(params, needs, attempt(1), live());
    const ofAnother = await kind.probe?.(params, needs, newEffect()(1), live());

    if (!result.ok) throw new Error(result.failure.message);
    expect(before).toEqual({ is: "not_happened" });
    expect(after).toMatchObject({ is: "happened", output: result.output });
    expect(ofAnother).toEqual({ is: "not_happened" });
  });
}

function givesBackWhatWasThere<Params, Output, Needs>(
  exercised: Exercised<Params, Output, Needs>,
): void {
  const { kind, filled, startWorld } = exercised;
  test(`${kind.kind}: its undo gives back what was there before, and can be repeated`, async () => {
    const params = kind.params.parse(filled);
    const world = await startWorld(params);
    const before = await world.state();

    const output = await done(exercised, params, world);
    expect(await world.state()).not.toEqual(before);
    const attempt = newEffect();
    const undone = await undo(exercised, params, output, world, attempt(1));
    const repeated = await undo(exercised, params, output, world, attempt(2));

    expect([undone.ok, repeated.ok]).toEqual([true, true]);
    expect(await world.state()).toEqual(before);
  });
}

function leavesAloneWhatOthersChanged<Params, Output, Needs>(
  exercised: Exercised<Params, Output, Needs>,
): void {
  const { kind, filled, startWorld } = exercised;
  test(`${kind.kind}: its undo refuses when somebody has changed what it left`, async () => {
    const params = kind.params.parse(filled);
    const world = await startWorld(params);
    const output = await done(exercised, params, world);
    await world.meddle();
    const theirs = await world.state();

    const undone = await undo(exercised, params, output, world);

    expect(undone).toMatchObject({ ok: false, failure: { retry: "never" } });
    expect(await world.state()).toEqual(theirs);
  });
}

/** Where a try may be repeated, the first one is lost, so that undo has to do with the second. */
async function done<Params, Output, Needs>(
  { kind }: Exercised<Params, Output, Needs>,
  params: Params,
  { needs }: LastingWorld<Needs>,
): Promise<Output> {
  const attempt = newEffect();
  if (kind.effect === "idempotent") await kind.run(params, needs, attempt(1), live());
  const result = await kind.run(params, needs, attempt(2), live());
  if (!result.ok) throw new Error(result.failure.message);
  return result.output;
}

async function undo<Params, Output, Needs>(
  { kind }: Exercised<Params, Output, Needs>,
  params: Params,
  output: Output,
  { needs }: LastingWorld<Needs>,
  attempt = newEffect()(1),
) {
  if (kind.undo.is !== "possible") throw new Error(`${kind.kind} has no undo`);
  return kind.undo.run(params, output, needs, attempt, live());
}

/** Tries of an effect that no world has seen before, also not one that is used by several tests. */
function newEffect(): (number: number) => Attempt {
  const key = `r-1/act/${crypto.randomUUID()}`;
  return (number) => ({ run: "r-1", step: "act", key, number });
}

function live(): AbortSignal {
  return new AbortController().signal;
}
