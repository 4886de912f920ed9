import type { Approval, ApprovalRequest, Vote } from "../../../model/approval.ts";
import { differences } from "../../approval/differences.ts";
import { requestDigest, shortDigest, wishDigest } from "../../approval/digest.ts";
import { maySelfApprove } from "../../approval/who-may-vote.ts";
import { formatDuration } from "../../../model/duration.ts";
import { approvalOf, isOpen, withApproval } from "../approvals.ts";
import { beginClosing } from "../closing.ts";
import { ending, escalation } from "../ending.ts";
import type { Voted } from "../event.ts";
import type { Task } from "../state.ts";
import { abort } from "../task/drop-task.ts";
import { emit, note, stepState, tasksOf, withStep, withTask, type Turn } from "../turn.ts";
import { begin } from "./begin-step.ts";
import { beginPlanning } from "./begin-planning.ts";
import { requestOf, termsOf } from "./request.ts";

/** How long a granted approval may wait for its first effect. */
const USE_WITHIN = 300_000;

/**
 * A step whose plan is known comes before people. One that they have granted already begins, if
 * all is still as they saw it.
 */
export function present(turn: Turn, id: string, tasks: readonly Task[]): Turn {
  const known = approvalOf(turn.run, id);
  const request = requestOf(turn, id, tasks, (known?.round ?? 0) + 1);
  if (known?.standing !== "granted") return ask(turn, id, tasks, request, known?.changed ?? []);
  const changed = whatChanged(turn, known, request);
  if (changed.length === 0) return begin(turn, id, tasks);
  return ask(turn, id, tasks, request, changed);
}

function whatChanged(turn: Turn, known: Approval, now: ApprovalRequest): readonly string[] {
  const isLate = known.useBy !== null && turn.at > known.useBy;
  return isLate ? [TOO_LATE] : differences(known.request, now);
}

export const TOO_LATE = `It was approved, but not sent within ${formatDuration(USE_WITHIN)}.`;

/** One card for the whole step; nothing of it begins before enough people said yes. */
function ask(
  turn: Turn,
  id: string,
  tasks: readonly Task[],
  request: ApprovalRequest,
  changed: readonly string[],
): Turn {
  const digest = requestDigest(request);
  const approval: Approval = {
    round: request.round,
    request,
    digest,
    votes: [],
    standing: "waiting",
    askedAt: turn.at,
    decided: null,
    useBy: null,
    changed,
  };
  const asked = emit(withApproval(turn, id, approval), {
    is: "ask_approval",
    step: id,
    digest,
    plan: shortDigest(digest),
    request,
    changed,
  });
  const waiting = withStep(asked, id, { is: "awaiting_approval", tasks });
  const sentence = `Asked ${request.by.join(", ")} to approve "${id}", plan ${digest}.`;
  const noted = note(waiting, [sentence, ...changed].join(" "));
  return consented(noted, id, tasks, approval);
}

/** Who started a plan as they had seen it has said yes to it, where they may say so themselves. */
function consented(turn: Turn, id: string, tasks: readonly Task[], approval: Approval): Turn {
  const { consent, requester } = turn.run.origin;
  const { request } = approval;
  if (consent === null || requester === null || request.round > 1) return turn;
  if (consent.step !== id || consent.wish !== wishDigest(id, tasks)) return turn;
  if (!maySelfApprove(request)) return turn;
  return count(turn, id, approval, { by: requester, at: turn.at, breakGlass: null });
}

type Denial = Extract<Voted, { readonly vote: "deny" }>;

/** A denial wins at once, until the first effect was sent. Yes counts once per person. */
export function onVoted(turn: Turn, event: Voted): Turn {
  const { step: id, by } = event;
  const approval = approvalOf(turn.run, id);
  if (approval === undefined || !isOpen(turn.run, id)) {
    return note(turn, `Ignored a vote of ${by}: "${id}" asks nobody.`);
  }
  if (event.vote === "deny") return deny(turn, event);
  if (approval.standing !== "waiting") {
    return note(turn, `Ignored a vote of ${by}: "${id}" is approved already.`);
  }
  if (event.plan !== approval.digest) {
    return note(turn, `Ignored a vote of ${by} on "${id}": its plan has changed.`);
  }
  if (approval.votes.some((vote) => vote.by === by)) {
    return note(turn, `Ignored a second vote of ${by} on "${id}".`);
  }
  return count(turn, id, approval, { by, at: turn.at, breakGlass: event.breakGlass ?? null });
}

function count(turn: Turn, id: string, approval: Approval, vote: Vote): Turn {
  const { request } = approval;
  const votes = [...approval.votes, vote];
  const told = vote.breakGlass === null ? turn : pageOwner(turn, id, request, vote);
  const isEnough = votes.length >= request.count || vote.breakGlass !== null;
  const how = vote.breakGlass === null ? "approved" : "broke the glass and approved";
  const noted = note(told, `${vote.by} ${how} "${id}" (${votes.length} of ${request.count}).`);
  if (!isEnough) return withApproval(noted, id, { ...approval, votes });
  const granted = withApproval(noted, id, {
    ...approval,
    votes,
    standing: "granted",
    decided: { by: vote.by, at: turn.at },
    useBy: turn.at + USE_WITHIN,
  });
  return beginPlanning(granted, id, tasksOf(stepState(turn.run, id)));
}

/** One person alone was enough, so the others learn of it at once. */
function pageOwner(turn: Turn, id: string, { owner }: ApprovalRequest, vote: Vote): Turn {
  const reason = `${vote.by} broke the glass for "${id}": ${vote.breakGlass}`;
  return note(emit(turn, { is: "escalate", to: owner, reason }), `${reason}.`);
}

/** No answer is never a yes. */
export function expireApproval(turn: Turn, id: string): Turn {
  const { expires, on_expire } = termsOf(turn.program, id);
  const reason = `Nobody approved "${id}" within ${expires}`;
  const expired = decide(turn, id, "expired", null);
  switch (on_expire) {
    case "stop":
      return beginClosing(expired, "automatic", ending("denied", reason, { step: id }));
    case "escalate":
      return beginClosing(expired, "automatic", escalation(turn.program, reason, { step: id }));
  }
}

function deny(turn: Turn, { step: id, by, reason }: Denial): Turn {
  const why = reason === undefined ? "" : `: ${reason}`;
  const denied = decide(turn, id, "denied", by);
  const wanted = ending("denied", `${by} denied "${id}"${why}`, { step: id });
  return beginClosing(denied, "automatic", wanted);
}

function decide(turn: Turn, id: string, standing: "denied" | "expired", by: string | null): Turn {
  const approval = approvalOf(turn.run, id);
  if (approval === undefined) return turn;
  return withApproval(turn, id, { ...approval, standing, decided: { by, at: turn.at } });
}

/** What was granted does not hold any more: nothing of it was sent, and people are asked anew. */
export function askAgain(turn: Turn, id: string, changed: readonly string[]): Turn {
  const approval = approvalOf(turn.run, id);
  if (approval === undefined) throw new RangeError(`"${id}" was never asked`);
  const replaced = withApproval(turn, id, { ...approval, standing: "replaced", changed });
  return beginPlanning(idle(replaced, id), id, tasksOf(stepState(turn.run, id)));
}

/** Gives up the looks of a step that does not go on for now. */
export function idle(turn: Turn, id: string): Turn {
  let next = turn;
  for (const [item, { state }] of tasksOf(stepState(turn.run, id)).entries()) {
    const ref = { step: id, item };
    if (state.is === "planning") next = abort(next, ref, "plan", state.call);
    if (state.is === "looking") next = abort(next, ref, "before", state.call);
    next = withTask(next, ref, { is: "waiting" });
  }
  return next;
}
