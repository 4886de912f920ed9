import { compileTree } from "../expr/fill.ts";
import { isAssignable } from "../model/assignable.ts";
import { didYouMean } from "../model/did-you-mean.ts";
import { isObject, type JsonObject, type JsonValue, leavesOf } from "../model/json.ts";
import type { Path, Problem } from "../model/problem.ts";
import { shapeWords } from "../model/shape-words.ts";
import { describeParam } from "../match/describe-param.ts";
import { readParamValue } from "../match/param-value.ts";
import type { Param } from "../playbook/format/param.ts";
import type { Playbook } from "../playbook/format/playbook.ts";
import type { Step } from "../playbook/format/step.ts";
import { paramShape } from "../playbook/param-shape.ts";
import type { Scopes } from "../playbook/scopes.ts";
import { stepsOf } from "../playbook/steps-of.ts";
import type { Link } from "../playbook/version/link-uses.ts";
import { error } from "./rules/rule.ts";
import type { Subject } from "./subject.ts";

/** What a playbook hands to the playbooks it calls must fit what they declare. */
export function* subPlaybookParams(
  { playbook: caller, scopes }: Subject,
  links: readonly Link[],
): Generator<Problem> {
  for (const { step, at } of stepsOf(caller)) {
    const link = links.find(({ use }) => use.at.join() === [...at, "with", "use"].join());
    const declared = link?.target?.playbook.params;
    if (declared === undefined) continue;
    const given = givenParams(step);
    yield* unknownParams(given, declared, [...at, "with", "params"]);
    for (const [name, param] of Object.entries(declared)) {
      const here = [...at, "with", "params", name];
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      if (value !== undefined) yield* misfit(value, param, step, scopes, here);
      else if (param.default === undefined) yield* missing(name, param, [...at, "with"]);
    }
  }
}

function givenParams({ with: { params } }: Step): JsonObject {
  return isObject(params) ? params : {};
}

function* unknownParams(
  given: JsonObject,
  declared: Playbook["params"],
  at: Path,
): Generator<Problem> {
  const names = Object.keys(declared);
  for (const name of Object.keys(given).filter((one) => !names.includes(one))) {
    const meant = didYouMean(name, names);
    yield error({
      code: "E144",
      at: [...at, name],
      on: "key",
      message: `The sub-playbook has no param "${name}"`,
      fix:
        meant === undefined ? `it has ${names.join(", ") || "none"}` : `did you mean "${meant}"?`,
    });
  }
}

function* missing(name: string, param: Param, at: Path): Generator<Problem> {
  yield error({
    code: "E144",
    at: [...at, "params"],
    on: "key",
    message: `The sub-playbook needs the param "${name}"`,
    fix: `add ${name}: ${describeParam(param)}`,
  });
}

function* misfit(
  value: JsonValue,
  param: Param,
  step: Step,
  scopes: Scopes,
  at: Path,
): Generator<Problem> {
  const holed = [...leavesOf(value)].some(([, leaf]) => String(leaf).includes("${{"));
  if (!holed) {
    if (readParamValue(param, value).ok) return;
    yield error({
      code: "E144",
      at,
      message: `${JSON.stringify(value)} does not fit "${at.at(-1)}", which is ${describeParam(param)}`,
      fix: "give a value that fits",
    });
    return;
  }
  const compiled = compileTree(value, scopes.foreachItem(step.id));
  if (!compiled.ok) return;
  for (const { at: inside, template } of compiled.tree.templates) {
    const [hole] = template.holes;
    const wanted = paramShape(param);
    if (hole === undefined || !template.whole || inside.length > 0) continue;
    if (isAssignable(hole.expression.shape, wanted)) continue;
    yield error({
      code: "E144",
      at,
      span: hole.span,
      message: `"${at.at(-1)}" takes ${shapeWords(wanted)}, and this is ${shapeWords(hole.expression.shape)}`,
      fix: "convert it, or use another value",
    });
  }
}
