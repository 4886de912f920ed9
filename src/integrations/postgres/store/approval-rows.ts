import type { ApprovalRecord } from "../../../model/approval.ts";
import type { Columns } from "./rows-as.ts";

export const APPROVAL = {
  run: "uuid",
  step: "text",
  round: "integer",
  digest: "text",
  request: "text",
  standing: "text",
  votes: "json",
  expires: "double precision",
  use_by: "double precision",
  decided_by: "text",
} as const satisfies Columns;

export function approvalRows(run: string, records: readonly ApprovalRecord[]) {
  return records.map(({ step, round, digest, request, standing, votes, ...rest }) => ({
    run,
    step,
    round,
    digest,
    request,
    standing,
    votes: JSON.stringify(votes),
    expires: rest.expires,
    use_by: rest.useBy,
    decided_by: rest.decidedBy,
  }));
}

export const APPROVED = {
  run: "uuid",
  step: "text",
  round: "integer",
  item: "integer",
  phase: "text",
  key: "text",
  digest: "text",
} as const satisfies Columns;

export function approvedRows(run: string, records: readonly ApprovalRecord[]) {
  return records.flatMap(({ step, round, effects }) =>
    effects.map(({ item, phase, key, digest }) => ({ run, step, round, item, phase, key, digest })),
  );
}
