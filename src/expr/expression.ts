import type { Code } from "../model/codes.ts";
import type { Failure } from "../model/failure.ts";
import type { JsonValue } from "../model/json.ts";
import type { Span } from "../model/problem.ts";
import type { Shape, TextSort } from "../model/shape.ts";

/** Names an expression may use, and what they hold: `params`, `steps`, `run`, `item` and so on. */
export type Names = Readonly<Record<string, Shape>>;

/** The values behind those names at one moment of a run, as plain JSON. */
export type Values = Readonly<Record<string, JsonValue>>;

/** What is wrong with an expression; `span` counts from the start of the expression's own text. */
export interface ExpressionProblem {
  readonly code: Code;
  readonly span: Span;
  readonly message: string;
  readonly fix: string;
}

export type Evaluated =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly failure: Failure };

/** A value that may be missing when the expression is evaluated, and how to guard it. */
export interface Unguarded {
  readonly span: Span;
  /** `steps.scale` when the step may not have run; `steps.depth.outputs.rate` when a field may be missing. */
  readonly path: string;
  /** The condition that makes it safe, as text to paste. */
  readonly guard: string;
}

/** Conditions known to hold, such as `ran("scale")` or `has(steps.look.outputs.owner)`. */
export type Facts = ReadonlySet<string>;

/** An expression that was parsed, bounded and type-checked; evaluating it cannot surprise. */
export interface Expression {
  readonly source: string;
  readonly shape: Shape;
  /** `number` and friends for other types; for texts, how far they may be trusted in a longer text. */
  readonly sort: TextSort | "other";
  readonly evaluate: (values: Values) => Evaluated;
  /** Uses of values that `known` does not cover and the expression itself does not guard. */
  readonly unguarded: (known: Facts) => readonly Unguarded[];
  /** What surely holds where this expression was true. */
  readonly implies: Facts;
  /** Steps whose results it reads, in order of first use. */
  readonly steps: readonly string[];
}

export type Compiled =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: ExpressionProblem };

/** A place where expressions may stand, with the names that are in scope there. */
export interface Scope {
  readonly names: Names;
  readonly compile: (source: string) => Compiled;
  /** The same place with more names, such as `item` inside a `foreach`. */
  readonly with: (names: Names) => Scope;
}
