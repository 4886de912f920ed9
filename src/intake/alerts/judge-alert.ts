import { resolveParams } from "../../match/resolve-params.ts";
import { type Selection, selectPlaybook } from "../../match/select-playbook.ts";
import { type Shortlist, shortlisting } from "../../match/shortlist.ts";
import type { Alert } from "../../model/alert.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import type { MatchReport } from "../../ports/alerts/match-report.ts";

/** Which playbook takes an alert, and with which params: as far as nothing but the two says it. */
export type Judgement = { readonly report: MatchReport } & (
  | { readonly is: "fits"; readonly playbook: Playbook; readonly params: JsonObject }
  | { readonly is: "unmatched" }
  | { readonly is: "tied"; readonly owner: string | null }
  | { readonly is: "refused"; readonly owner: string }
);

/** Judges many alerts among the same playbooks. */
export function judgeAmong(playbooks: readonly Playbook[]): (alert: Alert) => Judgement {
  const shortlist = shortlisting(playbooks);
  return (alert) => judgeAlert(shortlist(alert.name), alert);
}

function judgeAlert({ listed, others }: Shortlist<Playbook>, alert: Alert): Judgement {
  const selection = selectPlaybook(listed, alert);
  const report = reportOf(selection, others, alert);
  switch (selection.is) {
    case "none":
      return { is: "unmatched", report };
    case "tie":
      return {
        is: "tied",
        owner: selection.playbooks[0]?.owner ?? null,
        report: {
          ...report,
          tied: selection.playbooks.map(({ name }) => name),
          failure: tie(selection.playbooks),
        },
      };
    case "chosen":
      return judgeParams(selection.playbook, alert, report);
  }
}

function judgeParams(playbook: Playbook, alert: Alert, report: MatchReport): Judgement {
  const { name, version, owner } = playbook;
  const resolved = resolveParams(playbook.params, alert, {});
  const params = resolved.ok ? resolved.params : null;
  const chosen = { playbook: name, version, params, modes: null };
  if (resolved.ok) {
    return { is: "fits", playbook, params: resolved.params, report: { ...report, chosen } };
  }
  const { code, message, remedy } = resolved.failure;
  return {
    is: "refused",
    owner,
    report: { ...report, chosen, failure: { code, message, remedy } },
  };
}

function reportOf(
  selection: Selection<Playbook>,
  others: readonly Playbook[],
  { status }: Alert,
): MatchReport {
  const beaten = selection.is === "chosen" ? selection.beaten : [];
  return {
    status,
    considered: selection.considered.map(({ playbook: { name, version }, verdict }) => ({
      playbook: name,
      version,
      fits: verdict.fits,
      beatenBy: beaten.find(({ playbook }) => playbook.name === name)?.by ?? null,
      rules: verdict.rules.map(({ holds, says }) => ({ holds, says })),
    })),
    others: others.map(({ name, version }) => `${name} ${version}`),
    chosen: null,
    tied: [],
    failure: null,
    brake: null,
  };
}

function tie(playbooks: readonly Playbook[]): MatchReport["failure"] {
  return {
    code: "E379",
    message: `${playbooks.map(({ name }) => name).join(" and ")} fit equally well`,
    remedy:
      "Handle the alert by hand; then give one of them a narrower match or a higher priority.",
  };
}
