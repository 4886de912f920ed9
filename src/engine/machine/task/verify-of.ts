import type { ProgramVerify } from "../../../playbook/program.ts";
import type { TaskRef } from "../state.ts";
import { programStep, type Turn } from "../turn.ts";

/** The check of a step that is known to have one. */
export function verifyOf({ program }: Turn, { step }: TaskRef): ProgramVerify {
  const { verify } = programStep(program, step);
  if (verify === undefined) throw new RangeError(`"${step}" has nothing to check`);
  return verify;
}
