import { type RawBuilder, sql } from "kysely";
import type { ApprovalRecord } from "../../../model/approval.ts";
import { APPROVAL, approvalRows, APPROVED, approvedRows } from "./approval-rows.ts";
import { rowsAs } from "./rows-as.ts";

interface OfRun {
  readonly run: string;
  readonly approvals: readonly ApprovalRecord[];
}

/**
 * Writes how approvals stand, for those of the runs that `stored` has. What was asked never
 * changes; only what people said to it does.
 */
export function keepApprovals(runs: readonly OfRun[], stored: string): RawBuilder<unknown> {
  const asked = runs.flatMap(({ run, approvals }) => approvalRows(run, approvals));
  const agreed = runs.flatMap(({ run, approvals }) => approvedRows(run, approvals));
  return sql`
    asked as (
      insert into approvals (
        run_id, step, round, digest, request, standing, votes, expires_at, use_by, decided_by
      )
      select
        run, step, round, digest, request, standing, votes,
        to_timestamp(expires / 1000), to_timestamp(use_by / 1000), decided_by
      from ${rowsAs("a", APPROVAL, asked)} join ${sql.id(stored)} on id = run
      on conflict (run_id, step, round) do update
      set
        standing = excluded.standing,
        votes = excluded.votes,
        use_by = excluded.use_by,
        decided_by = excluded.decided_by
    ),
    agreed as (
      insert into approved_effects (run_id, step, round, item, phase, key, digest)
      select run, step, round, item, phase, key, digest
      from ${rowsAs("f", APPROVED, agreed)} join ${sql.id(stored)} on id = run
      on conflict do nothing
    )
  `;
}
