import type { Lexeme } from "../tokens.ts";

/** A lexeme and what is around it. */
export interface Spot {
  readonly lexeme: Lexeme;
  readonly previous: Lexeme | undefined;
  readonly next: Lexeme | undefined;
  /** Whether it stands between brackets or braces, its own not counted. */
  readonly inFlow: boolean;
  /** Where the value that ends here begins: for a closing bracket, at its opening one. */
  readonly valueStart: number;
  /** The bracket or brace that is still open when the parser gives up on it here. */
  readonly unclosed: Lexeme | undefined;
}

export function spotsOf(lexemes: readonly Lexeme[]): readonly Spot[] {
  const open: Lexeme[] = [];
  return lexemes.map((lexeme, index) => {
    const around = { lexeme, previous: lexemes[index - 1], next: lexemes[index + 1] };
    const { valueStart, unclosed } = trackBrackets(open, lexeme, index === lexemes.length - 1);
    return { ...around, valueStart, unclosed, inFlow: open.length > (isOpening(lexeme) ? 1 : 0) };
  });
}

/** Keeps the stack of open brackets and says what this lexeme closes or leaves open. */
function trackBrackets(
  open: Lexeme[],
  lexeme: Lexeme,
  last: boolean,
): Pick<Spot, "valueStart" | "unclosed"> {
  if (isOpening(lexeme)) open.push(lexeme);
  const closed = isClosing(lexeme) ? open.pop() : undefined;
  const givenUp = last || lexeme.type === "flow-error-end";
  const unclosed = givenUp ? open.at(-1) : undefined;
  if (givenUp) open.length = 0;
  return { valueStart: (closed ?? lexeme).offset, unclosed };
}

function isOpening({ type }: Lexeme): boolean {
  return type === "flow-map-start" || type === "flow-seq-start";
}

function isClosing({ type }: Lexeme): boolean {
  return type === "flow-map-end" || type === "flow-seq-end";
}
