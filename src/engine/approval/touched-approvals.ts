import { approvalOf, isUsed } from "../machine/approvals.ts";
import type { Run } from "../machine/state.ts";
import type { Approval, ApprovalRecord, Standing } from "../../model/approval.ts";
import { requestText } from "./digest.ts";

/** The approvals that a move has touched. `before` is null for a run that has just begun. */
export function touchedApprovals(before: Run | null, after: Run): readonly ApprovalRecord[] {
  return Object.entries(after.approvals).flatMap(([step, approval]) => {
    const known = before === null ? undefined : approvalOf(before, step);
    const record = recordOf(after, step, approval);
    if (before === null || known === undefined) return [record];
    if (known.round !== approval.round) return [...replaced(step, known), record];
    const isTouched = known !== approval || isUsed(before, step) !== isUsed(after, step);
    return isTouched ? [record] : [];
  });
}

function recordOf(run: Run, step: string, approval: Approval): ApprovalRecord {
  const isInUse = approval.standing === "granted" && isUsed(run, step);
  return kept(step, approval, isInUse ? "used" : approval.standing);
}

function replaced(step: string, known: Approval): readonly ApprovalRecord[] {
  return known.standing === "replaced" ? [] : [kept(step, known, "replaced")];
}

function kept(step: string, approval: Approval, standing: Standing | "used"): ApprovalRecord {
  const { round, digest, request, votes, useBy, decided } = approval;
  return {
    step,
    round,
    digest,
    request: requestText(request),
    effects: request.effects,
    votes,
    standing,
    expires: request.expires,
    useBy,
    decidedBy: decided?.by ?? null,
  };
}
