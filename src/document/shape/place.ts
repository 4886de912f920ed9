import type { Path } from "../../model/problem.ts";
import type { Schema } from "./schema-walk.ts";

/** What a schema was given at one place. */
export interface Place {
  readonly at: Path;
  readonly input: unknown;
  /** The part of the schema that judges it, as far as it could be followed. */
  readonly schema: Schema | undefined;
}
