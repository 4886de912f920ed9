import type { Code } from "../../../model/codes.ts";

/** A reason not to trust a database with runs, or to look twice at it. */
export interface Objection {
  readonly level: "error" | "warning";
  readonly code: Code;
  /** Begins with the place. */
  readonly message: string;
  readonly remedy: string;
}
