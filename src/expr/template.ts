import type { JsonValue } from "../model/json.ts";
import type { Span } from "../model/problem.ts";
import type { Evaluated, Expression, ExpressionProblem, Scope, Values } from "./expression.ts";
import { parseHoles, type Piece } from "./holes.ts";
import { LIMITS } from "./limits.ts";
import { nameType } from "./types.ts";

export interface Hole {
  readonly expression: Expression;
  /** From `${{` to `}}` in the template's text. */
  readonly span: Span;
}

/** A text with holes. Each is evaluated once, and what it gives is never looked at again. */
export interface Template {
  readonly source: string;
  /** One hole and nothing else, so that the value keeps its type. */
  readonly whole: boolean;
  readonly holes: readonly Hole[];
  readonly evaluate: (values: Values) => Evaluated;
}

export type CompiledTemplate =
  | { readonly ok: true; readonly template: Template }
  /** Spans count from the start of the template's text. */
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

export function compileTemplate(text: string, scope: Scope): CompiledTemplate {
  const parsed = parseHoles(text);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const mixed = parsed.pieces.length > 1;
  const compiled = parsed.pieces.map((piece) => compilePiece(piece, scope, mixed));
  const problems = compiled.flatMap((piece) => (piece.is === "problem" ? [piece.problem] : []));
  if (problems.length > 0) return { ok: false, problems };

  const ready = compiled.filter((piece) => piece.is !== "problem");
  const holes = ready.flatMap((piece) => (piece.is === "hole" ? [piece.hole] : []));
  const [first] = holes;
  const whole = first !== undefined && !mixed;
  return {
    ok: true,
    template: {
      source: text,
      whole,
      holes,
      evaluate: whole ? first.expression.evaluate : (values) => fill(ready, values),
    },
  };
}

type Ready =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "hole"; readonly hole: Hole };

type CompiledPiece = Ready | { readonly is: "problem"; readonly problem: ExpressionProblem };

function compilePiece(piece: Piece, scope: Scope, mixed: boolean): CompiledPiece {
  if (piece.is === "text") return piece;
  const compiled = scope.compile(piece.source);
  if (!compiled.ok) return { is: "problem", problem: shift(compiled.problem, piece.sourceAt) };
  const { expression } = compiled;
  if (mixed && !canJoin(expression))
    return { is: "problem", problem: unjoinable(expression, piece.span) };
  return { is: "hole", hole: { expression, span: piece.span } };
}

function shift(problem: ExpressionProblem, by: number): ExpressionProblem {
  return { ...problem, span: { start: problem.span.start + by, end: problem.span.end + by } };
}

function canJoin({ shape }: Expression): boolean {
  return shape.is !== "list" && shape.is !== "map" && shape.is !== "object";
}

function unjoinable({ shape }: Expression, span: Span): ExpressionProblem {
  return {
    code: "E203",
    span,
    message: `This is ${nameType(shape)}, which cannot become part of a longer text`,
    fix: 'use one field of it, or join a list of texts: list.join(", ")',
  };
}

function fill(pieces: readonly Ready[], values: Values): Evaluated {
  let text = "";
  for (const piece of pieces) {
    const next = piece.is === "text" ? piece : spell(piece.hole.expression, values);
    if ("ok" in next) return next;
    text += next.text;
  }
  return text.length <= LIMITS.text ? { ok: true, value: text } : tooLong(text);
}

type Spelled = { readonly text: string } | (Evaluated & { readonly ok: false });

function spell(expression: Expression, values: Values): Spelled {
  const evaluated = expression.evaluate(values);
  if (!evaluated.ok) return evaluated;
  const { value } = evaluated;
  return value === null || typeof value === "object"
    ? unspellable(expression, value)
    : { text: String(value) };
}

function unspellable({ source }: Expression, value: JsonValue): Evaluated & { readonly ok: false } {
  return {
    ok: false,
    failure: {
      code: "E210",
      message: `${source.trim()} is ${value === null ? "null" : "a list or an object"}, which cannot become part of a text`,
      remedy: "Use one field of it, or say what to take instead.",
      retry: "never",
    },
  };
}

function tooLong(text: string): Evaluated {
  return {
    ok: false,
    failure: {
      code: "E210",
      message: `The text has ${text.length} characters once its holes are filled; it may have ${LIMITS.text}`,
      remedy: "Put less into it, or pass the parts as fields of their own.",
      retry: "never",
    },
  };
}
