import type { RecordLost } from "../event.ts";
import { allTasks, note, programStep, withRun, type Turn } from "../turn.ts";
import { doubtUndoes } from "../undo.ts";
import { doubtUnsent, mayBeLost } from "./doubt.ts";

/**
 * The end of the record is lost, and with it perhaps what the run did next. What may be repeated is
 * repeated under its old key. What happens once may have happened: a person is asked before it is
 * sent, each time that the run comes to something new.
 */
export function onRecordLost(turn: Turn, { at }: RecordLost): Turn {
  const known = withRun(turn, { recordLostAt: at });
  const lost = doubtUndoes(note(known, "The end of this record may have been lost."));
  return [...allTasks(lost.run)].reduce((next, { ref, task: { state } }) => {
    if (state.is !== "acting" || state.call.is !== "backing_off") return next;
    if (!mayBeLost(next.run, programStep(turn.program, ref.step).effect)) return next;
    return doubtUnsent(next, ref, state.before, state.call.attempt);
  }, lost);
}
