/** The caps that keep one expression from holding up every other run in the process. */
export const LIMITS = {
  /** Characters of an expression's own text. */
  source: 4_096,
  nodes: 200,
  depth: 20,
  literalItems: 50,
  nestedLoops: 2,
  /** Items of a list that an expression may walk. */
  listItems: 1_000,
  /** Rounds of all loops of one evaluation together. */
  rounds: 50_000,
  /** Characters of a text that an expression makes. */
  text: 8_192,
  /** Characters of any text that a loop touches. */
  textInLoop: 1_024,
  /** Levels of nested data that are compared or written out. */
  dataDepth: 64,
} as const;
