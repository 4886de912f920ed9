import type { ApprovalRequest, Vote } from "../../../model/approval.ts";
import type { WaitingApproval } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";

/** What waits for people, the oldest first. */
export async function readWaitingApprovals(
  database: Database,
  limit: number,
): Promise<readonly WaitingApproval[]> {
  const rows = await database
    .selectFrom("approvals")
    .innerJoin("runs", "runs.id", "approvals.run_id")
    .select(["run_id as run", "step", "digest", "request", "votes", "asked_at as askedAt"])
    .select(["playbook", "version", "hash"])
    .where("standing", "=", "waiting")
    .orderBy("asked_at")
    .limit(limit)
    .execute();
  // Both texts are only ever written from these types.
  return rows.map((row) => ({
    ...row,
    request: JSON.parse(row.request) as ApprovalRequest,
    votes: JSON.parse(row.votes) as readonly Vote[],
  }));
}
