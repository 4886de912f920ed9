import type { Code } from "../model/codes.ts";
import type { Span } from "../model/problem.ts";
import type { ExpressionProblem } from "./expression.ts";

/**
 * Leaves the check of an expression at its first problem. Never seen outside this folder:
 * `createScope` turns it into a value.
 */
export class Refusal extends Error {
  readonly problem: ExpressionProblem;

  constructor(problem: ExpressionProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function refuse(code: Code, span: Span, message: string, fix: string): never {
  throw new Refusal({ code, span: { start: span.start, end: span.end }, message, fix });
}
