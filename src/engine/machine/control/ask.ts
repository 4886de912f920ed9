import { milliseconds } from "../../../model/duration.ts";
import type { JsonValue } from "../../../model/json.ts";
import { ask } from "../../../steps/control/ask.ts";
import type { Answered } from "../event.ts";
import type { TaskRef } from "../state.ts";
import { failTask } from "../task/end-task.ts";
import { happened } from "../task/happened.ts";
import { markChange } from "../task/mark-change.ts";
import { emit, note, taskAt, withTask, workAt, type Turn } from "../turn.ts";

/** `ask`: a question, or a manual step, that a person answers. */
export function askPerson(turn: Turn, ref: TaskRef, before: JsonValue): Turn {
  const { expires, question, of, choices, proof } = ask.params.parse(workAt(turn, ref).task.with);
  const until = turn.at + milliseconds(expires);
  const asked = emit(turn, {
    is: "ask_person",
    step: ref.step,
    item: ref.item,
    question,
    of,
    ...(choices === undefined ? {} : { choices }),
    ...(proof === undefined ? {} : { proof }),
    expires: until,
  });
  return withTask(asked, ref, { is: "asking", until, before });
}

export function onAnswered(turn: Turn, event: Answered): Turn {
  const task = taskAt(turn.run, event);
  if (task?.state.is !== "asking" || turn.at >= task.state.until) {
    return note(turn, `Ignored an answer: "${event.step}" asks nobody.`);
  }
  const { choices } = ask.params.parse(task.with);
  if (choices !== undefined && !choices.includes(event.answer)) {
    return note(turn, `Ignored an answer that "${event.step}" does not offer.`);
  }
  const { answer, by } = event;
  const answered = note(turn, `${by} answered "${event.step}".`);
  // A manual step with a check is a change, made by a person.
  const { verify } = workAt(turn, event).step;
  const known = verify === undefined ? answered : markChange(answered);
  return happened(known, event, { answer, by }, task.state.before);
}

export function expireQuestion(turn: Turn, ref: TaskRef): Turn {
  const { expires } = ask.params.parse(workAt(turn, ref).task.with);
  return failTask(emit(turn, { is: "withdraw_question", step: ref.step, item: ref.item }), ref, {
    code: "E303",
    message: `Nobody answered within ${expires}`,
    remedy: "Ask someone who is awake, or give the question more time.",
    retry: "never",
  });
}
