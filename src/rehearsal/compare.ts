import { isDeepStrictEqual } from "node:util";
import { formatDuration, milliseconds } from "../model/duration.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import type { Path, Problem } from "../model/problem.ts";
import type { Program } from "../playbook/program.ts";
import { readInputKey } from "./check-expectation.ts";
import { flowText } from "./flow-text.ts";
import type { Seen } from "./seen.ts";
import type { Expectation } from "./test-file.ts";

/** Every expectation that did not come true. What a test does not name may be anything. */
export function* compare(
  expected: Expectation,
  seen: Seen,
  program: Program,
  at: Path,
): Generator<Problem> {
  if (expected.outcome !== undefined && expected.outcome !== seen.outcome) {
    yield failed([...at, "outcome"], expected.outcome, seen.outcome, seen.reason);
  }
  for (const list of ["path", "changed", "undone"] as const) {
    const wanted = expected[list];
    if (wanted !== undefined) yield* judge([...at, list], wanted, seen[list]);
  }
  for (const [key, wanted] of Object.entries(expected.with ?? {})) {
    yield* judge([...at, "with", key], wanted, inputOf(key, seen, program));
  }
  for (const [name, wanted] of Object.entries(expected.outputs ?? {})) {
    yield* judge([...at, "outputs", name], wanted, seen.outputs[name] ?? null);
  }
  yield* compareEnding(expected, seen, at);
}

function* compareEnding(expected: Expectation, seen: Seen, at: Path): Generator<Problem> {
  const { error, escalated_to: destination, waited } = expected;
  if (error !== undefined) yield* judge([...at, "error"], error, seen.error);
  if (destination !== undefined && !seen.told.includes(destination)) {
    yield failed([...at, "escalated_to"], destination, seen.told.join(", ") || undefined);
  }
  if (waited !== undefined && milliseconds(waited) !== seen.waited) {
    yield failed([...at, "waited"], waited, formatDuration(seen.waited));
  }
}

/** What a step was given in one field; a list of it, one per item, when the step has a `foreach`. */
function inputOf(key: string, { inputs }: Seen, program: Program): JsonValue | undefined {
  const { id, field } = readInputKey(key);
  const given = (inputs.get(id) ?? []).map((input) => fieldOf(input, field));
  return program.steps.get(id)?.items === undefined ? given[0] : given;
}

function fieldOf(input: JsonObject, field: readonly string[]): JsonValue {
  let value: JsonValue = input;
  for (const name of field) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return null;
    value = value[name] ?? null;
  }
  return value;
}

function* judge(at: Path, wanted: JsonValue, seen: JsonValue | undefined): Generator<Problem> {
  if (!isDeepStrictEqual(wanted, seen)) yield failed(at, wanted, seen);
}

function failed(at: Path, wanted: JsonValue, seen: JsonValue | undefined, why?: string): Problem {
  const name = String(at.at(-1));
  const is = seen === undefined ? "nothing" : flowText(seen);
  const because = why === undefined ? "" : `: ${why}`;
  return {
    code: "E163",
    at,
    message: `${name} is ${is}, not ${flowText(wanted)}${because}`,
    fix:
      seen === undefined
        ? "mend the playbook, or remove this line"
        : `mend the playbook, or expect ${name}: ${is}`,
    level: "error",
  };
}
