import type { Span } from "../../model/problem.ts";
import type { Fault, Source } from "../source.ts";
import type { Spot } from "./spots.ts";

/** Something that YAML accepts or stumbles over, but that means something else to its author. */
export interface Mistake {
  readonly part: Span;
  readonly fault: Fault;
  /** The parser has lost its way here, so that nothing it says about later lines can be believed. */
  readonly derails?: true;
}

export interface Context {
  readonly source: Source;
  /** Names that the file really defines with `&`. */
  readonly anchors: ReadonlySet<string>;
}

export type Rule = (spot: Spot, context: Context) => Mistake | undefined;
