import type { JsonValue } from "../../../model/json.ts";
import type { Outcome } from "../../../model/outcome.ts";
import { playbook } from "../../../steps/control/playbook.ts";
import { beginClosing } from "../closing.ts";
import { ending } from "../ending.ts";
import type { ChildEnded } from "../event.ts";
import type { TaskRef } from "../state.ts";
import { failTask, finishTask } from "../task/end-task.ts";
import { happened } from "../task/happened.ts";
import { markChange } from "../task/mark-change.ts";
import { recordChange } from "../task/record-change.ts";
import { emit, note, taskAt, withTask, workAt, type Turn } from "../turn.ts";

/** `playbook`: another run inside this one, on this run's mode and time. */
export function callChild(turn: Turn, ref: TaskRef, before: JsonValue): Turn {
  const { use, params } = playbook.params.parse(workAt(turn, ref).task.with);
  const { mode, deadline, id } = turn.run;
  const key = `${id}/${ref.step}/${ref.item}`;
  const called = emit(turn, {
    is: "call_playbook",
    step: ref.step,
    item: ref.item,
    use,
    params,
    mode,
    deadline,
    key,
  });
  return withTask(called, ref, { is: "calling", before });
}

export function onChildEnded(turn: Turn, event: ChildEnded): Turn {
  const { step, outcome, outputs } = event;
  const state = taskAt(turn.run, event)?.state;
  if (state?.is !== "calling") {
    return note(turn, `Ignored the end of a playbook that "${step}" does not wait for.`);
  }
  const result = { outcome, outputs };
  const known = mayHaveChanged(outcome)
    ? recordChange(markChange(turn), { step, item: event.item }, result)
    : turn;
  const proof = outcome === "resolved" ? { before: null, after: outputs } : null;
  const { step: compiled } = workAt(turn, event);
  const reason = `The playbook of "${step}" ended as ${outcome}`;

  if (compiled.step.then === "end" || outcome === "suggested") {
    const done = finishTask(known, event, result, proof);
    return beginClosing(done, "nothing", ending(outcome, reason, { step }));
  }
  if (outcome === "resolved" || outcome === "nothing_to_do") {
    // A check of this step's own outranks the child's word.
    return compiled.verify === undefined
      ? finishTask(known, event, result, proof)
      : happened(known, event, result, state.before);
  }
  return failTask(known, event, {
    code: "E306",
    message: `The playbook ended as ${outcome}`,
    remedy: "Open its run to see why.",
    retry: "never",
  });
}

/** The child takes its own changes back; this run must not claim that there were none. */
function mayHaveChanged(outcome: Outcome): boolean {
  switch (outcome) {
    case "nothing_to_do":
    case "suggested":
    case "refused":
      return false;
    case "resolved":
    case "escalated":
    case "denied":
    case "failed":
    case "unknown":
    case "cancelled":
      return true;
  }
}
