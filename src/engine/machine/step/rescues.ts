import type { Program } from "../../../playbook/program.ts";
import { programStep } from "../turn.ts";

/** The steps of a step's `on_failure` list, in order. */
export function rescuesOf(program: Program, id: string): readonly string[] {
  const { on_failure: rescue } = programStep(program, id).step;
  return typeof rescue === "string" ? [] : rescue.map((step) => step.id);
}
