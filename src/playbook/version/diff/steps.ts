import type { Kinds } from "../../../steps/step-kind.ts";
import type { Playbook } from "../../format/playbook.ts";
import { type PlacedStep, stepsOf } from "../../steps-of.ts";
import { type Change, change, type Place } from "./change.ts";
import { compareStep } from "./step.ts";
import { isSame } from "./is-same.ts";
import { type Reach, reachOf } from "./reach.ts";
import type { Bump } from "../semver.ts";

/** Steps are told apart by their ids, wherever they stand. */
export function* compareSteps(before: Playbook, after: Playbook, kinds: Kinds): Generator<Change> {
  const [old, young] = [stepsById(before), stepsById(after)];
  for (const [id, placed] of old) {
    if (!young.has(id)) yield removed(placed, reachOf(placed.step, kinds));
  }
  for (const [id, placed] of young) {
    const was = old.get(id);
    if (was === undefined) yield added(placed, reachOf(placed.step, kinds));
    else yield* compareStep(was.step, placed.step, placeOf(placed), kinds);
  }
  yield* comparePositions(old, young, kinds);
}

type StepsById = ReadonlyMap<string, PlacedStep>;

function stepsById(playbook: Playbook): StepsById {
  return new Map([...stepsOf(playbook)].map((placed) => [placed.step.id, placed]));
}

function placeOf({ step, at }: PlacedStep): Place {
  return { at, called: `steps.${step.id}` };
}

function removed(placed: PlacedStep, reach: Reach): Change {
  const place = placeOf(placed);
  switch (reach) {
    case "reads":
      return change("minor", place, "is gone: it only read");
    case "steers":
      return change("major", place, "is gone: runs that it stopped, held or handed over go on");
    case "changes":
      return change("major", place, "is gone: it changed something");
  }
}

function added(placed: PlacedStep, reach: Reach): Change {
  const place = placeOf(placed);
  switch (reach) {
    case "reads":
      return change("minor", place, "is new and only reads");
    case "steers":
      return change(
        "minor",
        place,
        "is new and can only stop, hold or hand over the run, or tell people",
      );
    case "changes":
      return change("major", place, "is new and changes something");
  }
}

/** The order of the steps that both versions have, and which of them run together. */
function* comparePositions(old: StepsById, young: StepsById, kinds: Kinds): Generator<Change> {
  const stayed = (ids: Iterable<string>) => [...ids].filter((id) => old.has(id) && young.has(id));
  const [was, is] = [stayed(old.keys()), stayed(young.keys())];
  if (!isSame(was, is)) {
    const bump = is.every((id) => onlyReads(young.get(id), kinds)) ? "minor" : "major";
    yield change(
      bump,
      { at: ["steps"], called: "steps" },
      `run in another order: ${is.join(", ")}`,
    );
  }
  for (const id of is) {
    const [before, after] = [old.get(id), young.get(id)];
    if (before === undefined || after === undefined) continue;
    const bump: Bump = onlyReads(after, kinds) ? "minor" : "major";
    const beside = [stayed(before.siblings), stayed(after.siblings)].map((ids) => ids.toSorted());
    if (!isSame(beside[0], beside[1])) {
      yield change(
        bump,
        placeOf(after),
        `runs beside ${listOf(beside[1])}, before beside ${listOf(beside[0])}`,
      );
    }
    if (before.rescues !== after.rescues) {
      const [now, then] = [after, before].map(({ rescues = "no other step" }) => rescues);
      yield change(bump, placeOf(after), `stands in for ${now}, before for ${then}`);
    }
  }
}

function onlyReads(placed: PlacedStep | undefined, kinds: Kinds): boolean {
  return placed !== undefined && reachOf(placed.step, kinds) === "reads";
}

function listOf(ids: readonly string[] | undefined): string {
  return ids === undefined || ids.length === 0 ? "nothing" : ids.join(", ");
}
