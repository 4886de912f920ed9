import type { Actor } from "../../../access/actor.ts";
import { shortDigest } from "../../../engine/approval/digest.ts";
import type { WaitingApproval } from "../../../ports/run-store.ts";
import type { ApprovalView } from "../views/approval-view.ts";
import type { Desk } from "./desk.ts";
import { mayBeSeenBy } from "./owners.ts";
import { timeText } from "./view-summary.ts";

/** Nobody reads further; what comes first has waited longest. */
const MOST = 200;

/** What waits for people, of what somebody may see. */
export async function listApprovals(
  actor: Actor,
  desk: Pick<Desk, "store" | "library" | "access">,
): Promise<readonly ApprovalView[]> {
  const waiting = await desk.store.waitingApprovals(MOST);
  const seen = await Promise.all(waiting.map((one) => mayBeSeenBy(actor, one, desk)));
  return waiting.filter((_, index) => seen[index]).map(viewApproval);
}

function viewApproval({ run, request, digest, votes, askedAt }: WaitingApproval): ApprovalView {
  const { playbook, version, step, why, risk, isReversible, check, by, count } = request;
  return {
    run,
    playbook,
    version,
    step,
    plan: shortDigest(digest),
    digest,
    why,
    effects: request.effects.map(({ phase, effect, sentence, targets, change }) => ({
      phase,
      effect,
      does: sentence,
      targets,
      change,
    })),
    risk,
    isReversible,
    check,
    by,
    count,
    votes: votes.map((vote) => ({ by: vote.by, at: timeText(vote.at) })),
    asked: timeText(askedAt),
    expires: timeText(request.expires),
    onExpire: request.onExpire,
    owner: request.owner,
  };
}
