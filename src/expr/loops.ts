import type { Span } from "../model/problem.ts";
import { BOOL, type Shape, TEXT } from "../model/shape.ts";
import { shapeOf, toJson } from "./convert.ts";
import { LIMITS } from "./limits.ts";
import { checkCondition } from "./logic.ts";
import type { LoopMethod } from "./loop-method.ts";
import { type Loop, nodesOf, type Part, pathOf, type Place } from "./part.ts";
import { together } from "./presence.ts";
import { refuse } from "./refusal.ts";
import { runLoop } from "./run-loop.ts";
import { nameType } from "./types.ts";

/** `list.filter(x, …)` and its kin. The body is checked in a place where `x` is known. */
export function checkLoop(
  method: LoopMethod,
  list: Part,
  variable: string,
  checkBody: (inside: Place) => Part,
  span: Span,
  place: Place,
): Part {
  const item = itemShape(list, place);
  const inside = enter({ variable, item }, span, place);
  const body = bodyOf(method, checkBody(inside), inside);
  const running = { method, body, depth: place.loops.length, what: pathOf(list, place) };
  return {
    type: resultOf(method, item, body),
    span,
    nodes: nodesOf(list, body),
    // What the body learns of one item says nothing about the others.
    presence: together([list.presence, body.presence]),
    run: (frame) => runLoop(list.run(frame), running, frame),
  };
}

function enter(loop: Loop, span: Span, place: Place): Place {
  const { variable } = loop;
  if (place.loops.length >= LIMITS.nestedLoops) {
    refuse(
      "E207",
      span,
      `Loops may be nested ${LIMITS.nestedLoops} deep`,
      "let a step prepare the inner list, or compare with in",
    );
  }
  if (
    Object.hasOwn(place.names, variable) ||
    place.loops.some((outer) => outer.variable === variable)
  ) {
    refuse(
      "E203",
      span,
      `The name "${variable}" already means something else here`,
      "give the loop another variable, such as x",
    );
  }
  return { ...place, loops: [...place.loops, loop] };
}

/** Looping over a map visits its keys. */
function itemShape(list: Part, place: Place): Shape {
  const shape = shapeOf(list);
  switch (shape.is) {
    case "list":
      return shape.of;
    case "map":
      return TEXT;
    case "any":
      return shape;
    case "int":
    case "number":
    case "bool":
    case "duration":
    case "text":
    case "object":
      refuse(
        "E203",
        list.span,
        `${pathOf(list, place)} is ${nameType(shape)}, not a list`,
        "loop over a list or the keys of a map",
      );
  }
}

function bodyOf(method: LoopMethod, body: Part, inside: Place): Part {
  return method === "map" ? { ...toJson(body), type: shapeOf(body) } : checkCondition(body, inside);
}

function resultOf(method: LoopMethod, item: Shape, body: Part): Shape {
  switch (method) {
    case "map":
      return { is: "list", of: shapeOf(body) };
    case "filter":
      return { is: "list", of: item };
    case "all":
    case "exists":
    case "exists_one":
      return BOOL;
  }
}
