import { type ASTNode, Environment, ParseError } from "@marcbachmann/cel-js";
import { LIMITS } from "./limits.ts";
import { refuse } from "./refusal.ts";
import { refuseSyntax } from "./syntax-problem.ts";

/**
 * Only the grammar of the library is used. Its evaluator has no limit that holds while it runs,
 * and built-in functions such as `matches` cannot be taken out of it.
 */
const grammar = new Environment({
  enableOptionalTypes: true,
  limits: {
    maxAstNodes: LIMITS.nodes,
    maxDepth: LIMITS.depth,
    maxListElements: LIMITS.literalItems,
    maxMapEntries: LIMITS.literalItems,
  },
});

/** The tree of an expression. */
export function parse(source: string): ASTNode {
  if (source.length > LIMITS.source) {
    refuse(
      "E208",
      { start: 0, end: source.length },
      `The expression has ${source.length} characters; it may have ${LIMITS.source}`,
      "split it, or let a step compute a part of it",
    );
  }
  try {
    return grammar.parse(source).ast;
  } catch (error) {
    if (error instanceof ParseError) refuseSyntax(source, error);
    throw error;
  }
}
