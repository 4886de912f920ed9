import type { Span } from "../model/problem.ts";
import { BOOL } from "../model/shape.ts";
import { convert, shapeOf } from "./convert.ts";
import { nodesOf, type Part, pathOf, type Place, seek } from "./part.ts";
import { has, learn, together } from "./presence.ts";
import { refuse } from "./refusal.ts";
import { nameType, unify } from "./types.ts";

/**
 * `has(path)`. It asks about the whole path, so it is false, and no failure, when something on the
 * way is missing; that makes it safe wherever it stands.
 */
export function checkHas(path: Part, span: Span, place: Place): Part {
  const { run, needs } = seek(path);
  return {
    type: BOOL,
    span,
    nodes: nodesOf(path),
    presence: learn(has(pathOf(path, place)), needs),
    run: (frame) => run(frame) !== undefined,
  };
}

/** `path.?field.orValue(fallback)` */
export function checkFallback(receiver: Part, fallback: Part, span: Span, place: Place): Part {
  if (receiver.type.is !== "maybe") {
    refuse(
      "E203",
      span,
      `${pathOf(receiver, place)} is always there, so .orValue(…) has nothing to replace`,
      "remove .orValue(…), or write .? before the field that may be missing",
    );
  }
  const { run } = seek(receiver);
  const type = unify(receiver.type.of, shapeOf(fallback));
  const found = type && convert({ ...receiver, type: receiver.type.of }, type, place);
  const instead = type && convert(fallback, type, place);
  if (!type || !found || !instead) {
    refuse(
      "E203",
      fallback.span,
      `The value that may be missing is ${nameType(receiver.type.of)}; this is ${nameType(fallback.type)}`,
      "give a value of the same type",
    );
  }
  return {
    type,
    span,
    nodes: nodesOf(receiver, fallback),
    presence: together([receiver.presence, fallback.presence]),
    run: (frame) => (run(frame) === undefined ? instead : found).run(frame),
  };
}
