import type { JsonValue } from "../model/json.ts";
import type { Span } from "../model/problem.ts";
import type { Shape } from "../model/shape.ts";
import type { Names, Unguarded } from "./expression.ts";
import type { Frame } from "./frame.ts";
import type { Presence } from "./presence.ts";
import type { Type } from "./types.ts";

/**
 * A checked part of an expression, ready to run.
 *
 * While it runs, every value is plain JSON, so nothing is converted on the way in or out. The one
 * exception: a duration on its own is held in milliseconds, and becomes text again when it enters
 * a list or a map or leaves the expression.
 */
export interface Part {
  readonly type: Type;
  readonly run: (frame: Frame) => JsonValue;
  /** For a part that reads at a path: the same, without failing where something is missing. */
  readonly sought?: Sought;
  readonly presence: Presence;
  readonly span: Span;
  /** How many nodes one evaluation visits, loops counted once. */
  readonly nodes: number;
  /** `steps.depth.outputs`, when the part reads a value at a path. */
  readonly path?: string;
  /** The value, when it stands in the expression itself. */
  readonly literal?: JsonValue;
}

export interface Sought {
  /** Nothing when something on the path is missing. */
  readonly run: (frame: Frame) => JsonValue | undefined;
  /** What even a lenient look takes for granted. */
  readonly needs: readonly Unguarded[];
}

/** Where a part stands. */
export interface Place {
  readonly source: string;
  readonly names: Names;
  /** The enclosing loops, outermost first. */
  readonly loops: readonly Loop[];
  /** Ids of steps met so far; grows while the expression is checked. */
  readonly steps: Set<string>;
}

export interface Loop {
  readonly variable: string;
  readonly item: Shape;
}

export function isInLoop(place: Place): boolean {
  return place.loops.length > 0;
}

/** Nodes of a part that is made of these. */
export function nodesOf(...parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.nodes, 1);
}

/** How the part is called in messages and in facts. */
export function pathOf(part: Part, place: Place): string {
  return part.path ?? place.source.slice(part.span.start, part.span.end);
}

/** The part's value, or nothing when something on its path is missing. */
export function seek(part: Part): Sought {
  return part.sought ?? { run: part.run, needs: part.presence.needs };
}
