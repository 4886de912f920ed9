import type { EffectClass } from "../../../model/effect-class.ts";
import type { JsonValue } from "../../../model/json.ts";
import type { Run, TaskRef } from "../state.ts";
import { emit, note, withTask, type Turn } from "../turn.ts";
import { countSent } from "./count-sent.ts";
import { markChange } from "./mark-change.ts";

interface Try extends TaskRef {
  readonly attempt: number;
}

/** Nobody knows whether it took effect: a person decides. */
export function doubt(turn: Turn, doubted: Try, reason: string, before: JsonValue): Turn {
  const { step, item, attempt } = doubted;
  const parked = withTask(turn, doubted, { is: "in_doubt", attempt, before, reason });
  const noted = note(parked, `"${step}" is in doubt: ${reason}`);
  // A run that is ending cannot wait for an answer: it ends as unknown.
  if (turn.run.phase.is !== "running") return noted;
  return emit(noted, { is: "ask_to_settle", step, item, reason });
}

/** Whether it may have been sent in the part of the record that is lost, and must not be sent twice. */
export function mayBeLost({ recordLostAt }: Run, effect: EffectClass): boolean {
  return recordLostAt !== null && effect === "once";
}

/** The run can say neither that it was sent nor that it was not. `attempt` is the latest known one. */
export function doubtUnsent(turn: Turn, ref: TaskRef, before: JsonValue, attempt: number): Turn {
  const { step, item } = ref;
  return doubt(markChange(countSent(turn, ref, 1)), { step, item, attempt }, LOST, before);
}

export const LOST =
  "the database was put back to an earlier state, and it may have been sent before that";
