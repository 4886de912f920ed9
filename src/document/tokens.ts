import { CST, Lexer, Parser } from "yaml";

export const MAX_DEPTH = 32;

/** More than the densest file of 256 KB that people write; what has more would only cost memory. */
export const MAX_LEXEMES = 32_000;

/** One piece of the text as the parser sees it; white space between pieces is left out. */
export interface Lexeme {
  readonly type: CST.TokenType;
  readonly offset: number;
  readonly text: string;
}

export type Tokens =
  | {
      readonly is: "tokens";
      readonly tokens: readonly CST.Token[];
      readonly lexemes: readonly Lexeme[];
    }
  | { readonly is: "too-deep" | "too-many"; readonly offset: number };

/**
 * Splits a text into the tokens of YAML and stops where they nest too deep.
 *
 * A recursive step over a deep document takes the whole process down, past any `catch`. Splitting
 * is a loop, and its stack is what the later steps recurse over; a limit on that stack holds for
 * every way to nest, and cannot disagree with the parser about where a quote or a comment ends.
 */
export function tokenize(text: string): Tokens {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const lexemes: Lexeme[] = [];
  let isScalar = false;
  for (const piece of new Lexer().lex(text)) {
    const type = isScalar ? "scalar" : CST.tokenType(piece);
    isScalar = !isScalar && piece === CST.SCALAR;
    if (type !== null && type !== "space" && !isMarker(piece)) {
      lexemes.push({ type, offset: parser.offset, text: piece === CST.FLOW_END ? "" : piece });
    }
    tokens.push(...parser.next(piece));
    if (isTooDeep(parser.stack)) return { is: "too-deep", offset: parser.offset - piece.length };
    if (lexemes.length > MAX_LEXEMES) return { is: "too-many", offset: parser.offset };
  }
  tokens.push(...parser.end());
  return { is: "tokens", tokens, lexemes };
}

/** Signs of the lexer's own, which say what comes next. */
function isMarker(piece: string): boolean {
  return piece === CST.SCALAR || piece === CST.DOCUMENT;
}

function isTooDeep(stack: readonly CST.Token[]): boolean {
  return (
    stack.length > MAX_DEPTH && stack.filter((token) => CST.isCollection(token)).length > MAX_DEPTH
  );
}
