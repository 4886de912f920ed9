import { milliseconds } from "../../../model/duration.ts";
import type { Approve } from "../../../playbook/format/step.ts";
import type { Program } from "../../../playbook/program.ts";
import { beginClosing } from "../closing.ts";
import { ending, escalation } from "../ending.ts";
import type { Voted } from "../event.ts";
import type { Task } from "../state.ts";
import { emit, note, programStep, stepState, withStep, type Turn } from "../turn.ts";
import { begin } from "./begin-step.ts";
import { describeCall } from "./plan-tasks.ts";

/** One card for the whole step; nothing of it begins before enough people said yes. */
export function askApproval(turn: Turn, id: string, tasks: readonly Task[]): Turn {
  const { by, count, expires: patience } = termsOf(turn.program, id);
  const { kind } = programStep(turn.program, id);
  const expires = turn.at + milliseconds(patience);
  const asked = emit(turn, {
    is: "ask_approval",
    step: id,
    by,
    count,
    expires,
    items: tasks.map((task, item) => ({
      step: id,
      item,
      kind: kind.kind,
      with: task.with,
      sentence: describeCall(kind, task.with),
    })),
  });
  const waiting = withStep(asked, id, {
    is: "awaiting_approval",
    tasks,
    count,
    voters: [],
    expires,
  });
  return note(waiting, `Asked ${by.join(", ")} to approve "${id}".`);
}

/** A denial wins at once. Yes counts once per person. */
export function onVoted(turn: Turn, { step: id, by, vote }: Voted): Turn {
  const state = stepState(turn.run, id);
  if (state.is !== "awaiting_approval") return note(turn, `Ignored a vote: "${id}" asks nobody.`);
  if (vote === "deny") return deny(turn, id, `${by} denied "${id}"`);
  if (state.voters.includes(by)) return note(turn, `Ignored a second vote of ${by} on "${id}".`);

  const voters = [...state.voters, by];
  const approved = note(turn, `${by} approved "${id}" (${voters.length} of ${state.count}).`);
  if (voters.length < state.count) return withStep(approved, id, { ...state, voters });
  return begin(approved, id, state.tasks);
}

/** No answer is never a yes. */
export function expireApproval(turn: Turn, id: string): Turn {
  const { expires, on_expire } = termsOf(turn.program, id);
  const reason = `Nobody approved "${id}" within ${expires}`;
  switch (on_expire) {
    case "stop":
      return deny(turn, id, reason);
    case "escalate":
      return beginClosing(turn, "nothing", escalation(turn.program, reason, { step: id }));
  }
}

function deny(turn: Turn, id: string, reason: string): Turn {
  return beginClosing(turn, "nothing", ending("denied", reason, { step: id }));
}

/** In mode `approve` even a step that does not ask for it is approved, by the playbook's owner. */
function termsOf(program: Program, id: string): Omit<Approve, "when"> {
  const { approve } = programStep(program, id).step;
  return (
    approve ?? { by: [program.playbook.owner], count: 1, expires: "15m", on_expire: "escalate" }
  );
}
