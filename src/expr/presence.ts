import type { Span } from "../model/problem.ts";
import type { Facts, Unguarded } from "./expression.ts";

/** What an expression takes for granted, and what is known once it was true or false. */
export interface Presence {
  readonly needs: readonly Unguarded[];
  readonly whenTrue: Facts;
  readonly whenFalse: Facts;
}

const NONE: Facts = new Set();

export const NOTHING: Presence = { needs: [], whenTrue: NONE, whenFalse: NONE };

export const ran = (step: string): string => `ran("${step}")`;
export const has = (path: string): string => `has(${path})`;

/** A use of something that is only there when `guard` holds. */
export function need(span: Span, path: string, guard: string): Unguarded {
  return { span: { start: span.start, end: span.end }, path, guard };
}

/** A condition that is true exactly when the fact holds. */
export function learn(fact: string, needs: readonly Unguarded[] = []): Presence {
  return { needs, whenTrue: new Set([fact]), whenFalse: NONE };
}

/** All parts are evaluated; nothing is learned from the result. */
export function together(parts: readonly Presence[]): Presence {
  const needs = parts.flatMap((part) => part.needs);
  return needs.length === 0 ? NOTHING : { needs, whenTrue: NONE, whenFalse: NONE };
}

export function and(left: Presence, right: Presence): Presence {
  return {
    needs: [...left.needs, ...unmet(right, left.whenTrue)],
    whenTrue: either(left.whenTrue, right.whenTrue),
    whenFalse: both(left.whenFalse, right.whenFalse),
  };
}

export function or(left: Presence, right: Presence): Presence {
  return not(and(not(left), not(right)));
}

export function not({ needs, whenTrue, whenFalse }: Presence): Presence {
  return { needs, whenTrue: whenFalse, whenFalse: whenTrue };
}

export function choose(condition: Presence, yes: Presence, no: Presence): Presence {
  return {
    needs: [
      ...condition.needs,
      ...unmet(yes, condition.whenTrue),
      ...unmet(no, condition.whenFalse),
    ],
    whenTrue: both(
      either(condition.whenTrue, yes.whenTrue),
      either(condition.whenFalse, no.whenTrue),
    ),
    whenFalse: both(
      either(condition.whenTrue, yes.whenFalse),
      either(condition.whenFalse, no.whenFalse),
    ),
  };
}

/** The needs that the known facts leave open, each guard once. */
export function unguardedBy(needs: readonly Unguarded[], known: Facts): readonly Unguarded[] {
  const seen = new Set(known);
  return needs.filter(({ guard }) => {
    if (seen.has(guard)) return false;
    seen.add(guard);
    return true;
  });
}

function unmet(part: Presence, known: Facts): readonly Unguarded[] {
  return part.needs.filter(({ guard }) => !known.has(guard));
}

function either(left: Facts, right: Facts): Facts {
  if (left.size === 0) return right;
  return right.size === 0 ? left : new Set([...left, ...right]);
}

function both(left: Facts, right: Facts): Facts {
  return left.size === 0 ? left : new Set([...left].filter((fact) => right.has(fact)));
}
