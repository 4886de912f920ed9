import { pagerdutyNote } from "../../../steps/pagerduty/note.ts";
import { slackPost } from "../../../steps/slack/post.ts";
import type { TaskRef } from "../state.ts";
import { finishTask } from "../task/end-task.ts";
import { emit, note, workAt, type Turn } from "../turn.ts";

/** `slack.post`: it is done once it stands in the record, from which people are shown it. */
export function postMessage(turn: Turn, ref: TaskRef): Turn {
  const { to, text } = slackPost.params.parse(workAt(turn, ref).task.with);
  return finishTask(note(turn, `Said to ${to}: ${text}`), ref, {});
}

/** `pagerduty.note`: it is done once it is wanted. */
export function writeNote(turn: Turn, ref: TaskRef): Turn {
  const { text, service = null } = pagerdutyNote.params.parse(workAt(turn, ref).task.with);
  const wanted = emit(turn, { is: "write_note", text, service });
  return finishTask(note(wanted, `Note for the incident: ${text}`), ref, {});
}
