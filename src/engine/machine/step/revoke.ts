import type { Approval } from "../../../model/approval.ts";
import { approvalOf, isOpen, isUsed, withApproval } from "../approvals.ts";
import { beginClosing } from "../closing.ts";
import { ending } from "../ending.ts";
import type { Revoked } from "../event.ts";
import { note, stepState, tasksOf, withStep, type Turn } from "../turn.ts";
import { idle } from "./approval.ts";

/** Takes a yes back. What has been sent by then cannot be taken back so: the run is stopped. */
export function onRevoked(turn: Turn, { step: id, by }: Revoked): Turn {
  const approval = approvalOf(turn.run, id);
  const hasVoted = approval?.votes.some((vote) => vote.by === by) === true;
  if (approval === undefined || !hasVoted) {
    return note(turn, `Ignored: ${by} has not approved "${id}".`);
  }
  if (isOpen(turn.run, id)) return withoutVote(turn, id, approval, by);
  if (approval.standing !== "granted" || !isUsed(turn.run, id)) {
    return note(turn, `Ignored: the approval of "${id}" does not stand any more.`);
  }
  const reason = `${by} revoked the approval of "${id}" after it was used`;
  return beginClosing(turn, "nothing", ending("cancelled", reason, { step: id }));
}

function withoutVote(turn: Turn, id: string, approval: Approval, by: string): Turn {
  const votes = approval.votes.filter((vote) => vote.by !== by);
  const idled = idle(turn, id);
  const asked = withApproval(idled, id, {
    ...approval,
    votes,
    standing: "waiting",
    decided: null,
    useBy: null,
  });
  const tasks = tasksOf(stepState(idled.run, id));
  const waiting = withStep(asked, id, { is: "awaiting_approval", tasks });
  return note(waiting, `${by} revoked the approval of "${id}".`);
}
