import { isMap, isNode, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { Finding, Path, Problem, Span } from "../model/problem.ts";
import { placeInScalar } from "./scalar-places.ts";
import { findingAt, type Source } from "./source.ts";
import { rangeOf } from "./to-value.ts";

/** A problem at its line and column. What is missing is shown at the nearest thing that should hold it. */
export function locate(root: unknown, source: Source, problem: Problem): Finding {
  const { code, message, fix, level } = problem;
  return findingAt(source, placeOf(root, source, problem), { code, message, fix, level });
}

/** The node at a path, if the path leads all the way. */
export function nodeAt(root: unknown, at: Path): Node | undefined {
  const { node, whole } = walk(root, at);
  return whole ? node : undefined;
}

function placeOf(root: unknown, source: Source, { at, on, span }: Problem): Span {
  const { node, key, whole } = walk(root, at);
  if (key !== undefined && (!whole || on === "key")) return rangeOf(key);
  if (span !== undefined && whole && isScalar(node)) {
    return placeInScalar(node, span, source.text) ?? rangeOf(node);
  }
  if (node !== undefined && (key === undefined || !isEmpty(node))) return rangeOf(node);
  return key === undefined ? { start: 0, end: 0 } : rangeOf(key);
}

interface Reached {
  readonly node: Node | undefined;
  /** The key the node stands under; nothing at the root and for items of a list. */
  readonly key: Node | undefined;
  readonly whole: boolean;
}

function walk(root: unknown, at: Path): Reached {
  let reached: Reached = { node: isNode(root) ? root : undefined, key: undefined, whole: true };
  for (const segment of at) {
    const next = stepInto(reached.node, segment);
    if (next === undefined) return { ...reached, whole: false };
    reached = next;
  }
  return reached;
}

function stepInto(node: Node | undefined, segment: string | number): Reached | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(segment)];
    return isNode(item) ? { node: item, key: undefined, whole: true } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((one) => isKey(one, String(segment)));
  if (pair === undefined) return undefined;
  return {
    node: isNode(pair.value) ? pair.value : undefined,
    key: isNode(pair.key) ? pair.key : undefined,
    whole: true,
  };
}

function isKey({ key }: Pair, name: string): boolean {
  return isScalar(key) && (key.source ?? String(key.value)) === name;
}

function isEmpty(node: Node): boolean {
  const { start, end } = rangeOf(node);
  return start === end;
}
