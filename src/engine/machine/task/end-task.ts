import type { Failure } from "../../../model/failure.ts";
import type { JsonValue } from "../../../model/json.ts";
import type { Proof } from "../attempt.ts";
import type { TaskRef } from "../state.ts";
import { isSameTask, note, programStep, withTask, type Turn } from "../turn.ts";
import { takeBack } from "../undo.ts";

export function finishTask(
  turn: Turn,
  ref: TaskRef,
  output: JsonValue,
  proof: Proof | null = null,
): Turn {
  const done = withTask(turn, ref, { is: "done", output, proof });
  return note(done, `${nameOf(turn, ref)} is done${proof === null ? "" : " and verified"}.`);
}

/** One item of several may fail and the others go on; what it changed is taken back all the same. */
export function failTask(turn: Turn, ref: TaskRef, failure: Failure): Turn {
  const failed = withTask(turn, ref, { is: "failed", failure });
  const noted = note(failed, `${nameOf(turn, ref)} failed: ${failure.message}`);
  // A run that is ending has already been told which changes shall not stay.
  if (turn.run.phase.is !== "running") return noted;
  return takeBack(noted, "automatic", (change) => isSameTask(change, ref));
}

function nameOf({ program }: Turn, { step, item }: TaskRef): string {
  const isForeach = programStep(program, step).items !== undefined;
  return isForeach ? `"${step}", item ${item + 1},` : `"${step}"`;
}
