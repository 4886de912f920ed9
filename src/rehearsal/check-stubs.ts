import { parseValueAs } from "../document/parse-as.ts";
import { isList, type JsonObject, type JsonValue } from "../model/json.ts";
import type { Path, Problem } from "../model/problem.ts";
import type { Program } from "../playbook/program.ts";
import { FailingStub, IN_DOUBT, isFailing } from "./stub.ts";
import { findStubPlace, type StubPlace } from "./stub-place.ts";
import { writtenWrongly } from "./written-wrongly.ts";

/** Holds every stub against what the kind really returns, so that a renamed output breaks the test. */
export function* checkStubs(stubs: JsonObject, program: Program, at: Path): Generator<Problem> {
  for (const [key, value] of Object.entries(stubs)) {
    const found = findStubPlace(key, program);
    if (found.ok) {
      yield* checkStub(value, { ...found.place, key }, [...at, key]);
    } else {
      yield writtenWrongly([...at, key], found.message, found.fix);
    }
  }
}

interface NamedPlace extends StubPlace {
  readonly key: string;
}

/** A list holds one stub per call; in a `foreach`, one per item, each of which may be such a list. */
function* checkStub(value: JsonValue, place: NamedPlace, at: Path): Generator<Problem> {
  const isForeach = place.step.items !== undefined;
  for (const [item, itemAt] of entriesOf(value, at)) {
    for (const [stub, stubAt] of isForeach ? entriesOf(item, itemAt) : [[item, itemAt] as const]) {
      yield* checkCall(stub, place, stubAt);
    }
  }
  if (isList(value) && value.length === 0) {
    yield misfit(at, `The list of stubs for "${place.key}" is empty`, "give one stub per call");
  }
}

function entriesOf(value: JsonValue, at: Path): readonly (readonly [JsonValue, Path])[] {
  return isList(value) ? value.map((entry, index) => [entry, [...at, index]]) : [[value, at]];
}

function checkCall(stub: JsonValue, place: NamedPlace, at: Path): readonly Problem[] {
  if (stub === IN_DOUBT) return checkDoubt(place, at);
  if (isFailing(stub)) return checkFailing(stub, place, at);
  return misfits(parseValueAs(place.kind.output, stub, at), place);
}

function checkDoubt({ step, part, key }: NamedPlace, at: Path): readonly Problem[] {
  if (part === "run" && step.effect === "once") return [];
  return [
    misfit(
      at,
      `"${key}" cannot be in doubt: it can be tried again without harm`,
      'write { fails: { message: "…", retry: later } }',
    ),
  ];
}

function checkFailing(stub: JsonValue, place: NamedPlace, at: Path): readonly Problem[] {
  if (place.kind.kind !== "playbook") return misfits(parseValueAs(FailingStub, stub, at), place);
  return [
    misfit(
      at,
      `"${place.key}" runs a sub-playbook, which ends in an outcome instead of failing`,
      "write { outcome: failed, outputs: {} }",
    ),
  ];
}

function misfits(
  parsed: ReturnType<typeof parseValueAs>,
  { key, kind }: NamedPlace,
): readonly Problem[] {
  if (parsed.ok) return [];
  return parsed.problems.map((problem) => ({
    ...problem,
    code: "E161",
    message: `Stub for "${key}" (${kind.kind}): ${problem.message}`,
  }));
}

function misfit(at: Path, message: string, fix: string): Problem {
  return { code: "E161", at, message, fix, level: "error" };
}
