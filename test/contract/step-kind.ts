import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Attempt, StepKind, StepResult } from "../../src/steps/step-kind.ts";
import { exerciseHostileData } from "./hostile-data.ts";

/** A counterpart of a step: real where it can be, and honest about what reached it. */
export interface StepWorld<Needs> {
  readonly needs: Needs;
  /** The params of each effect or read, as the outside understood them. */
  readonly received: () => readonly unknown[];
  /** What each of them did, in the terms of the plan's `after`. */
  readonly done: () => readonly unknown[];
}

export type Mood = "answers" | "hangs_up";

export interface StepExercise<Params, Needs> {
  /** A `with` block that fills every field in which data may stand. */
  readonly filled: JsonObject;
  /** Others for those fields that cannot stand beside what is there. */
  readonly others?: readonly JsonObject[];
  readonly startWorld: (params: Params, mood: Mood) => Promise<StepWorld<Needs>>;
}

const ATTEMPT: Attempt = { run: "r-1", step: "act", key: "r-1/act", number: 1 };

export interface Exercised<Params, Output, Needs> extends StepExercise<Params, Needs> {
  readonly kind: StepKind<Params, Output, Needs>;
}

/** Promises that every kind which reads or changes the world makes to the engine. */
export function exerciseStepKind<Params, Output, Needs>(
  kind: StepKind<Params, Output, Needs>,
  exercise: StepExercise<Params, Needs>,
): void {
  const exercised = { kind, ...exercise };
  keepsItsForm(exercised);
  stopsOnAbort(exercised);
  doesWhatItPlanned(exercised);
  const losesAnAnswer = kind.effect === "once" ? leavesDoubtToPeople : mayBeRepeated;
  losesAnAnswer(exercised);
  exerciseHostileData(exercised);
}

function keepsItsForm<Params, Output, Needs>(exercised: Exercised<Params, Output, Needs>): void {
  const { kind, filled, startWorld } = exercised;
  test(`${kind.kind}: its output has the form that it promises`, async () => {
    const params = kind.params.parse(filled);

    const result = await act(exercised, params, await startWorld(params, "answers"));

    expect(result.ok && kind.output.safeParse(result.output).success).toBe(true);
  });
}

function stopsOnAbort<Params, Output, Needs>(exercised: Exercised<Params, Output, Needs>): void {
  const { kind, filled, startWorld } = exercised;
  test(`${kind.kind}: an abort stops it before anything leaves`, async () => {
    const params = kind.params.parse(filled);
    const world = await startWorld(params, "answers");

    const result = await act(exercised, params, world, AbortSignal.abort(new Error("cancelled")));

    expect(result).toMatchObject({ ok: false, failure: { retry: "never_left" } });
    expect(world.received()).toEqual([]);
  });
}

function doesWhatItPlanned<Params, Output, Needs>(
  exercised: Exercised<Params, Output, Needs>,
): void {
  const { kind, filled, startWorld } = exercised;
  test(`${kind.kind}: its plan changes nothing, and running does what was planned`, async () => {
    const params = kind.params.parse(filled);
    const world = await startWorld(params, "answers");

    const planned = await kind.plan(params, world.needs, live());
    expect(world.done()).toEqual([]);
    await act(exercised, params, world);

    if (!planned.ok) throw new Error("the plan failed");
    expect(world.done()).toEqual(kind.effect === "read" ? [] : [planned.plan.after]);
    expect(Object.keys(planned.plan.before)).toEqual(expect.arrayContaining([...kind.material]));
    const told = kind.describe(params);
    const { sentence } = planned.plan;
    expect(sentence.slice(0, told.length)).toBe(told);
    // A plan may say more once it has seen the world; that of a read has seen nothing yet.
    const more = kind.effect === "read" ? /^\.$/ : /^(?:[,;] .*[^.])?\.$/;
    expect(sentence.slice(told.length)).toMatch(more);
  });
}

function leavesDoubtToPeople<Params, Output, Needs>(
  exercised: Exercised<Params, Output, Needs>,
): void {
  const { kind, filled, startWorld } = exercised;
  test(`${kind.kind}: an effect whose answer is lost is in doubt and not sent again`, async () => {
    const params = kind.params.parse(filled);
    const world = await startWorld(params, "hangs_up");

    const result = await act(exercised, params, world);

    expect(result).toMatchObject({ ok: false, failure: { code: "E605", retry: "never" } });
    expect(world.received()).toHaveLength(1);
  });
}

function mayBeRepeated<Params, Output, Needs>(exercised: Exercised<Params, Output, Needs>): void {
  const { kind, filled, startWorld } = exercised;
  test(`${kind.kind}: repeating it after a lost answer is safe`, async () => {
    const params = kind.params.parse(filled);
    const lost = await act(exercised, params, await startWorld(params, "hangs_up"));
    const world = await startWorld(params, "answers");

    expect(lost).toMatchObject({ ok: false, failure: { retry: "later" } });
    const first = await act(exercised, params, world);
    const again = await act(exercised, params, world);
    // A read sees the world as it is by then.
    const isRead = kind.effect === "read";
    expect(isRead ? again.ok : again).toEqual(isRead ? first.ok : first);
  });
}

async function act<Params, Output, Needs>(
  { kind }: Exercised<Params, Output, Needs>,
  params: Params,
  { needs }: StepWorld<Needs>,
  signal = live(),
): Promise<StepResult<Output>> {
  return kind.run(params, needs, ATTEMPT, signal);
}

function live(): AbortSignal {
  return new AbortController().signal;
}
