import type { CheckReport, LoadedPlaybook } from "../../check/check-files.ts";
import { leavesOf } from "../../model/json.ts";
import type { Finding, Problem } from "../../model/problem.ts";
import type { Redaction } from "../../model/redaction.ts";

/**
 * A playbook that holds the value of a secret is not published: every version is kept, as it is,
 * for ever. No finding shows a secret either.
 */
export function refuseSecrets(report: CheckReport, redaction: Redaction): CheckReport {
  const found = report.playbooks.flatMap((playbook) => secretsIn(playbook, redaction));
  return { ...report, findings: [...report.findings, ...found].map(redaction.value) };
}

function secretsIn({ document }: LoadedPlaybook, { text }: Redaction): readonly Finding[] {
  return [...leavesOf(document.value)].flatMap(([at, leaf]) =>
    typeof leaf === "string" && text(leaf) !== leaf ? [document.locate(problem(at))] : [],
  );
}

function problem(at: Problem["at"]): Problem {
  return {
    code: "E361",
    at,
    message: "this holds the value of a secret that Pitcrew knows",
    fix: "name a connection instead, and replace the secret: whoever could read this file has it",
    level: "error",
  };
}
