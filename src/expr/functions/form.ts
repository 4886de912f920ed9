import type { JsonValue } from "../../model/json.ts";
import type { Shape } from "../../model/shape.ts";
import type { Frame } from "../frame.ts";

/** One way to call a function: `takes` lists, for each argument, the shapes that fit. */
export interface Form {
  readonly takes: readonly (readonly Shape[])[];
  readonly gives: Shape | ((types: readonly Shape[]) => Shape);
  readonly run: (values: readonly JsonValue[], frame: Frame, inLoop: boolean) => JsonValue;
}
