import type { Finding } from "../../model/problem.ts";
import {
  cutAtHash,
  globAsAlias,
  holeInFlow,
  holeWithoutDollar,
  negationAsTag,
  textAfterValue,
} from "./expression-mistakes.ts";
import type { Context, Mistake, Rule } from "./mistake.ts";
import {
  refusedAlias,
  refusedAnchor,
  refusedDirective,
  refusedTag,
  unclosedBracket,
  unclosedQuote,
} from "./refused-features.ts";
import { findingAt, MAX_FINDINGS, type Source } from "../source.ts";
import { type Spot, spotsOf } from "./spots.ts";
import type { Lexeme } from "../tokens.ts";

export interface Mistakes {
  readonly findings: readonly Finding[];
  /** Whether what the parser says about an offset only follows from one of the mistakes. */
  readonly explains: (offset: number) => boolean;
}

/** The first rule that knows a spot explains it; the special ones stand before the general ones. */
const RULES: readonly Rule[] = [
  negationAsTag,
  refusedTag,
  refusedDirective,
  globAsAlias,
  refusedAlias,
  refusedAnchor,
  holeInFlow,
  holeWithoutDollar,
  cutAtHash,
  unclosedQuote,
  textAfterValue,
  unclosedBracket,
];

/**
 * What people write in good faith and YAML reads as something else: `!has(x)` as a tag, `{{ x }}`
 * as a map, the end of a line as a comment. Found in the lexemes, because the tree has forgotten it.
 */
export function findMistakes(lexemes: readonly Lexeme[], source: Source): Mistakes {
  const context = { source, anchors: anchorsOf(lexemes) };
  const mistakes: Mistake[] = [];
  for (const spot of spotsOf(lexemes)) {
    if (spot.lexeme.offset < (mistakes.at(-1)?.part.end ?? 0)) continue;
    const mistake = firstMistake(spot, context);
    if (mistake !== undefined) mistakes.push(mistake);
    if (mistakes.length === MAX_FINDINGS) break;
  }
  return {
    findings: mistakes.map(({ part, fault }) => findingAt(source, part, fault)),
    explains: (offset) =>
      mistakes.some(({ part, derails }) => offset >= part.start && (derails || offset < part.end)),
  };
}

function anchorsOf(lexemes: readonly Lexeme[]): ReadonlySet<string> {
  return new Set(lexemes.filter(({ type }) => type === "anchor").map(({ text }) => text.slice(1)));
}

function firstMistake(spot: Spot, context: Context): Mistake | undefined {
  for (const rule of RULES) {
    const mistake = rule(spot, context);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}
