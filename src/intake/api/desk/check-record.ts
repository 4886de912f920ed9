import { EVERYTHING, openVerifier, type Verdict } from "../../../audit/verify-record.ts";
import type { AuditDesk } from "../needs.ts";
import type { RecordCheckView } from "../views/audit-view.ts";
import { timeText } from "./view-summary.ts";

/** Walks along every chain. It is Pitcrew that says so: whoever trusts nobody verifies an export. */
export async function checkRecord({ key, record, now }: AuditDesk): Promise<RecordCheckView> {
  const verifier = openVerifier({ keys: [key], anchored: [], of: EVERYTHING });
  for await (const checkpoint of record.checkpoints(undefined)) verifier.checkpoint(checkpoint);
  for await (const entry of record.entries(undefined)) verifier.entry(entry);
  const verdict = verifier.end();
  const { entries, chains, checkpoints, unsealed, findings, found } = verdict;
  return {
    at: timeText(now()),
    is: standing(verdict),
    entries,
    chains,
    checkpoints,
    unsealed: unsealed.count,
    findings,
    found,
  };
}

/** Another process may sign with a key of its own, which this one cannot know. */
function standing({ findings, found }: Verdict): RecordCheckView["is"] {
  if (found === 0) return "whole";
  return findings.every(({ because }) => because === "key unknown") ? "key_unknown" : "changed";
}
