import type { Approval } from "../../../src/model/approval.ts";
import { derivedId } from "../../../src/engine/derived-id.ts";
import type { Run } from "../../../src/engine/machine/state.ts";
import { allTasks } from "../../../src/engine/machine/turn.ts";
import type { NewMessage } from "../../../src/ports/run-message.ts";

/** An effect of which nobody knows whether it took place. */
export interface Doubt {
  readonly run: string;
  readonly step: string;
  readonly item: number;
  readonly attempt: number;
}

export interface Answers {
  /** To everything that a run asks, but for its doubts. */
  readonly messages: readonly NewMessage[];
  readonly doubts: readonly Doubt[];
}

/** What somebody who says yes to everything answers. The same question gets the same answer. */
export function answersTo(run: Run): Answers {
  const approvals = Object.entries(run.approvals).flatMap(([step, approval]) =>
    approval.standing === "waiting" ? [nextVote(run.id, step, approval)] : [],
  );
  const tasks = [...allTasks(run)];
  const answers = tasks.flatMap(({ ref: { step, item }, task }) =>
    task.state.is === "asking"
      ? [message(run.id, { is: "answered", step, item, by: "ann", answer: "yes" })]
      : [],
  );
  const doubts = tasks.flatMap(({ ref: { step, item }, task }) =>
    task.state.is === "in_doubt" ? [{ run: run.id, step, item, attempt: task.state.attempt }] : [],
  );
  return { messages: [...approvals, ...answers], doubts };
}

/** What somebody says who has looked at the outside. */
export function settle({ run, step, item, attempt }: Doubt, happened: boolean): NewMessage {
  const verdict = happened ? "happened" : "not_happened";
  const event = { is: "settled", step, item, by: "ann", verdict } as const;
  return message(run, event, String(attempt));
}

/** What somebody says who has had enough. */
export function stop(run: string, undo: boolean): NewMessage {
  return message(run, { is: "stopped", by: "ann", undo });
}

/** One after the other: a second person may still be asleep. */
function nextVote(run: string, step: string, { votes, digest }: Approval): NewMessage {
  const by = `voter-${votes.length + 1}`;
  return message(run, { is: "voted", step, by, vote: "approve", plan: digest });
}

/** Each message has a sender of its own, so that it is known again among what the run has heard. */
function message(run: string, event: NewMessage["event"], ...more: readonly string[]): NewMessage {
  const id = derivedId("person", run, JSON.stringify(event), ...more);
  return { id, run, event, actor: `sender of ${id}`, surface: "experiment" };
}
