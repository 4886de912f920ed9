import { type Access, authorize } from "../../access/authorize.ts";
import type { Actor } from "../../access/actor.ts";
import { approversOf } from "../../config/directory.ts";
import type { Failure } from "../../model/failure.ts";
import type { ApprovalRequest } from "../../model/approval.ts";

/**
 * Why somebody's yes does not count; nothing when it does. Asked when they vote, and again when
 * the effect is about to be sent, each time with the people and roles of that moment.
 */
export function whyMayNotApprove(
  actor: Actor,
  request: ApprovalRequest,
  access: Access,
): Failure | undefined {
  const { person } = actor;
  if (person === null) return machine(actor);
  const uninvited = whyNotAsked(actor, person, request, access);
  if (uninvited !== undefined || access.is === "solo") return uninvited;
  if (request.hands.includes(person)) return ownHand(person, request);
  if (request.requester !== person) return undefined;
  // What began with one local user does not stay so when there are people to ask.
  const isAllowed = request.policy.selfApproval !== "solo" && maySelfApprove(request);
  return isAllowed ? undefined : ownWish(person, request);
}

/** The same for one who alone takes the responsibility: nobody else is needed, and all is told. */
export function whyMayNotBreakGlass(
  actor: Actor,
  request: ApprovalRequest,
  access: Access,
): Failure | undefined {
  if (actor.person === null) return machine(actor);
  return authorize(actor, "break_glass", request.owner, access);
}

/** Anybody who could approve may say no, to what they asked for themselves as well. */
export function whyMayNotDeny(
  actor: Actor,
  request: ApprovalRequest,
  access: Access,
): Failure | undefined {
  const { person } = actor;
  if (person === null) return machine(actor);
  if (authorize(actor, "vote", request.owner, access) === undefined) return undefined;
  return whyNotAsked(actor, person, request, access);
}

/** A team asks its approvers; whoever is named, or in a group that is, is asked by that alone. */
function whyNotAsked(
  actor: Actor,
  person: string,
  request: ApprovalRequest,
  access: Access,
): Failure | undefined {
  if (access.is === "solo") return authorize(actor, "vote", request.owner, access);
  const { directory } = access;
  const name = request.by.find((one) => approversOf(directory, one).includes(person));
  if (name === undefined) return notAsked(person, request);
  const team = Object.hasOwn(directory.teams, name) ? name : person;
  return authorize(actor, "vote", team, access);
}

export function maySelfApprove({ policy, isReversible, risk }: ApprovalRequest): boolean {
  switch (policy.selfApproval) {
    case "never":
      return false;
    case "reversible":
      return isReversible && risk !== "high";
    case "solo":
      return true;
  }
}

function machine({ id }: Actor): Failure {
  return {
    code: "E320",
    message: `${id} is no person, and only people approve or deny`,
    remedy: "Let one of those who are asked decide, under their own name.",
    retry: "never",
  };
}

function notAsked(person: string, { by }: ApprovalRequest): Failure {
  return {
    code: "E321",
    message: `${person} is not among those who are asked: ${by.join(", ")}`,
    remedy: "Ask one of them, or add the person to that team or group in directory.yaml.",
    retry: "never",
  };
}

function ownHand(person: string, { playbook, version }: ApprovalRequest): Failure {
  return {
    code: "E322",
    message: `${person} wrote or activated ${playbook} ${version}, so another has to approve its runs`,
    remedy: "Ask another of those who are asked.",
    retry: "never",
  };
}

function ownWish(person: string, { policy }: ApprovalRequest): Failure {
  const rule =
    policy.selfApproval === "reversible"
      ? "and nobody approves what they asked for themselves unless all of it can be taken back"
      : "and nobody approves what they asked for themselves";
  return {
    code: "E322",
    message: `${person} asked for this run, ${rule}`,
    remedy: `Ask another of those who are asked; the policy of "${policy.environment}" stands in pitcrew.yaml.`,
    retry: "never",
  };
}
