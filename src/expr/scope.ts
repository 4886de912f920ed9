import type { Shape, TextSort } from "../model/shape.ts";
import { check } from "./check.ts";
import { shapeOf, toJson } from "./convert.ts";
import type { Compiled, Evaluated, Expression, Names, Scope, Values } from "./expression.ts";
import { startFrame } from "./frame.ts";
import { parse } from "./parse.ts";
import type { Part, Place } from "./part.ts";
import { unguardedBy } from "./presence.ts";
import { Refusal } from "./refusal.ts";
import { boundResult } from "./result.ts";
import { Stop, toFailure } from "./stop.ts";

/** A place where expressions may stand. */
export function createScope(names: Names): Scope {
  return {
    names,
    compile: (source) => compile(source, names),
    with: (more) => createScope({ ...names, ...more }),
  };
}

function compile(source: string, names: Names): Compiled {
  const place: Place = { source, names, loops: [], steps: new Set() };
  try {
    return { ok: true, expression: express(check(parse(source), place), place) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    throw error;
  }
}

function express(part: Part, { source, steps }: Place): Expression {
  const shape = shapeOf(part);
  const { needs, whenTrue } = part.presence;
  const run = toJson(part);
  return {
    source,
    shape,
    sort: sortOf(shape),
    evaluate: (values) => evaluate(run, shape, values),
    unguarded: (known) => unguardedBy(needs, known),
    implies: whenTrue,
    steps: [...steps],
  };
}

function sortOf(shape: Shape): TextSort | "other" {
  return shape.is === "text" ? shape.sort : "other";
}

function evaluate(part: Part, shape: Shape, values: Values): Evaluated {
  const frame = startFrame(values);
  try {
    return { ok: true, value: boundResult(part.run(frame), shape, frame) };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, failure: toFailure(error) };
    throw error;
  }
}
