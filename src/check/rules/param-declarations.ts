import { parseDuration } from "../../model/duration.ts";
import { ID_PATTERN } from "../../model/fields.ts";
import { describeParam } from "../../match/describe-param.ts";
import { readParamValue } from "../../match/param-value.ts";
import type { Path, Problem } from "../../model/problem.ts";
import { type Param, type ScalarType, scalarType } from "../../playbook/format/param.ts";
import type { Subject } from "../subject.ts";
import { error } from "./rule.ts";

/** The options of a param must not contradict its type, or no alert could ever fit it. */
export function* paramDeclarations({ playbook }: Subject): Generator<Problem> {
  for (const [name, param] of Object.entries(playbook.params)) {
    const at = ["params", name];
    yield* choices(name, param, at);
    yield* limits(name, param, at);
    yield* defaults(name, param, at);
  }
}

function* choices(name: string, param: Param, at: Path): Generator<Problem> {
  const isEnum = scalarType(param) === "enum";
  if (isEnum && param.of === undefined) {
    yield error({
      code: "E118",
      at,
      on: "key",
      message: `"${name}" is an enum without its choices`,
      fix: "add of: [first, second]",
    });
  }
  if (!isEnum && param.of !== undefined) {
    yield error({
      code: "E118",
      at: [...at, "of"],
      on: "key",
      message: `"${name}" has choices, but is of type ${param.type}`,
      fix: "write type: enum, or remove of",
    });
  }
  for (const [index, choice] of (param.of ?? []).entries()) {
    if (ID_PATTERN.test(choice)) continue;
    yield error({
      code: "E118",
      at: [...at, "of", index],
      message: `"${choice}" holds characters that could change the meaning of a longer text`,
      fix: "use letters, digits and . _ / : - only, starting with a letter or digit",
    });
  }
}

function* limits(name: string, param: Param, at: Path): Generator<Problem> {
  const scalar = scalarType(param);
  for (const end of ["min", "max"] as const) {
    const limit = param[end];
    if (limit === undefined) continue;
    if (sizeOf(limit, scalar) === undefined) {
      yield error({
        code: "E118",
        at: [...at, end],
        message: `"${name}" is of type ${param.type}, for which ${JSON.stringify(limit)} is no limit`,
        fix: LIMIT_FORM[scalar],
      });
    }
  }
  const [low, high] = [sizeOf(param.min, scalar), sizeOf(param.max, scalar)];
  if (low !== undefined && high !== undefined && low > high) {
    yield error({
      code: "E118",
      at: [...at, "min"],
      message: `The minimum of "${name}", ${param.min}, is above its maximum, ${param.max}`,
      fix: "exchange the two",
    });
  }
}

const LIMIT_FORM: Readonly<Record<ScalarType, string>> = {
  int: "write a whole number",
  number: "write a number",
  duration: "write a duration such as 10m",
  name: "remove it; only int, number and duration have limits",
  id: "remove it; only int, number and duration have limits",
  enum: "remove it; only int, number and duration have limits",
  bool: "remove it; only int, number and duration have limits",
  text: "remove it; only int, number and duration have limits",
};

function sizeOf(limit: number | string | undefined, scalar: ScalarType): number | undefined {
  switch (scalar) {
    case "int":
      return Number.isSafeInteger(limit) ? Number(limit) : undefined;
    case "number":
      return typeof limit === "number" ? limit : undefined;
    case "duration":
      return typeof limit === "string" ? parseDuration(limit) : undefined;
    case "name":
    case "id":
    case "enum":
    case "bool":
    case "text":
      return undefined;
  }
}

function* defaults(name: string, param: Param, at: Path): Generator<Problem> {
  if (param.default === undefined || readParamValue(param, param.default).ok) return;
  yield error({
    code: "E118",
    at: [...at, "default"],
    message: `${JSON.stringify(param.default)} does not fit "${name}", which is ${describeParam(param)}`,
    fix: "change the default so that it fits, or widen the param",
  });
}
