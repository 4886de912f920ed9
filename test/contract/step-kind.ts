import { expect, test } from "vitest";
import { fieldAt } from "../../src/model/field-at.ts";
import { type JsonObject, leavesOf } from "../../src/model/json.ts";
import type { Path } from "../../src/model/problem.ts";
import type { Shape } from "../../src/model/shape.ts";
import type { Attempt, StepKind, StepResult } from "../../src/steps/step-kind.ts";
import { HOSTILE_TEXTS } from "./hostile-texts.ts";

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
  readonly startWorld: (params: Params, mood: Mood) => Promise<StepWorld<Needs>>;
}

const ATTEMPT: Attempt = { run: "r-1", step: "act", key: "r-1/act", number: 1 };

interface Exercised<Params, Output, Needs> extends StepExercise<Params, Needs> {
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
  fillsEveryDoor(exercised);
  for (const path of doors(exercised)) keepsHostileTextAsData(exercised, path);
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
    // A plan has seen the world, and may say more about it.
    expect(planned.plan.sentence.startsWith(kind.describe(params))).toBe(true);
    expect(planned.plan.sentence.endsWith(".")).toBe(true);
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
    expect(await act(exercised, params, world)).toEqual(first);
  });
}

function fillsEveryDoor<Params, Output, Needs>(exercised: Exercised<Params, Output, Needs>): void {
  test(`${exercised.kind.kind}: hostile text is tried in every field in which data may stand`, () => {
    const tried = new Set(doors(exercised).map(([field]) => field));

    expect(tried).toEqual(new Set(openFields(exercised)));
  });
}

function keepsHostileTextAsData<Params, Output, Needs>(
  exercised: Exercised<Params, Output, Needs>,
  path: Path,
): void {
  const { kind, filled, startWorld } = exercised;
  test(`${kind.kind}: hostile text in ${path.join(".")} is refused or arrives unchanged`, async () => {
    const accepted = HOSTILE_TEXTS.flatMap((text) => {
      const parsed = kind.params.safeParse(replaced(filled, path, text));
      return parsed.success ? [parsed.data] : [];
    });
    expect(accepted.length).toBeGreaterThan(HOSTILE_TEXTS.length / 2);

    for (const params of accepted) {
      const world = await startWorld(params, "answers");
      await act(exercised, params, world);
      expect(world.received()).toEqual([params]);
    }
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

/** Every text of a `with` block in whose place data may stand. */
function doors<Params, Output, Needs>({
  kind,
  filled,
}: Exercised<Params, Output, Needs>): readonly Path[] {
  return [...leavesOf(filled)].flatMap(([path, leaf]) => {
    const field = fieldAt(kind.params, path);
    const isDoor = field !== undefined && field.holes !== "literal" && isFree(field.shape);
    return isDoor && typeof leaf === "string" ? [path] : [];
  });
}

function openFields<Params, Output, Needs>({
  kind,
}: Exercised<Params, Output, Needs>): readonly string[] {
  const whole = fieldAt(kind.params, []);
  if (whole?.shape.is !== "object") throw new Error("params are an object");
  return Object.keys(whole.shape.fields).filter((name) => {
    const field = fieldAt(kind.params, [name]);
    return field !== undefined && field.holes !== "literal" && isFree(field.shape);
  });
}

function isFree(shape: Shape): boolean {
  if (shape.is === "list") return isFree(shape.of);
  if (shape.is === "object") return Object.values(shape.fields).some(isFree);
  if (shape.is === "map") return isFree(shape.of);
  // Names, ids and choices have a form of their own, which their kind's own tests try.
  return shape.is === "any" || (shape.is === "text" && shape.sort === "text");
}

function replaced(whole: JsonObject, [first, ...rest]: Path, text: string): JsonObject {
  const copy = structuredClone(whole);
  let place: Record<string | number, unknown> = copy;
  let last = first ?? "";
  for (const segment of rest) {
    place = place[last] as Record<string | number, unknown>; // the path was found by walking
    last = segment;
  }
  place[last] = text;
  return copy;
}
