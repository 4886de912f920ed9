import type { AlertRecord, VerdictRecord } from "../../ports/alerts/alert-book.ts";
import type { ConsideredPlaybook, MatchReport } from "../../ports/alerts/match-report.ts";

/** Why a run was started for an alert, or none: in sentences, what matters most first. */
export function explainAlert(
  alert: AlertRecord,
  verdicts: readonly VerdictRecord[],
): readonly string[] {
  const latest = verdicts.at(-1);
  return [
    ...(latest === undefined ? [NOT_YET] : [...sayResult(latest), ...sayPlaybooks(latest.report)]),
    ...sayLife(alert),
  ];
}

const NOT_YET =
  "It has not been matched yet; that takes seconds, unless the server has just started.";

function sayResult({ result, run, report }: VerdictRecord): readonly string[] {
  const { chosen, brake, failure, tied, considered } = report;
  const playbook = chosen === null ? "its playbook" : `${chosen.playbook} ${chosen.version}`;
  switch (result) {
    case "started":
      return [`Run ${run ?? ""} of ${playbook} was started for it.`, ...sayMode(report)];
    case "held": {
      const why = brake === null ? "" : `: ${brake.message}. ${brake.remedy}`;
      return [`${playbook} would take it, and is held back by ${brake?.rule ?? "a brake"}${why}`];
    }
    case "refused":
      return [`${playbook} takes it, and could not start. ${sayFailure(failure)}`];
    case "tied":
      return [
        `Nothing was started, because ${tied.join(" and ")} fit equally well. ${sayFailure(failure)}`,
      ];
    case "unmatched":
      return [
        considered.length === 0
          ? "Nothing was started: there is no playbook at all."
          : `Nothing was started: none of the ${considered.length} playbooks fits.`,
      ];
    case "broken":
      return [`It could not be matched. ${sayFailure(failure)}`];
    case "over":
      return brake === null
        ? ["Nothing was started: it was over before anything could be."]
        : [
            `Nothing was started: until it was over, it was held back by ${brake.rule}: ${brake.message}.`,
          ];
  }
}

function sayFailure(failure: MatchReport["failure"]): string {
  return failure === null ? "" : `${failure.code} ${failure.message}. ${failure.remedy}`;
}

function sayMode({ chosen }: MatchReport): readonly string[] {
  const modes = chosen?.modes ?? null;
  if (modes === null) return [];
  const { effective, asked, policy, earned } = modes;
  return [
    `It runs in mode ${effective}, the lowest of three: the playbook asks for ${asked}, the policy allows ${policy}, and the version has earned ${earned}.`,
  ];
}

function sayPlaybooks({ considered, chosen }: MatchReport): readonly string[] {
  return considered.flatMap((one) =>
    one.playbook === chosen?.playbook ? [] : [`${one.playbook} ${one.version} ${sayFit(one)}`],
  );
}

function sayFit({ fits, beatenBy, rules }: ConsideredPlaybook): string {
  if (!fits) {
    const against = rules.filter(({ holds }) => !holds).map(({ says }) => says);
    return `does not fit: ${against.join("; ")}.`;
  }
  switch (beatenBy) {
    case "constraint":
      return "fits too, but its match is less constrained.";
    case "priority":
      return "fits too, but its priority is lower.";
    case null:
      return "fits.";
  }
}

function sayLife(alert: AlertRecord): readonly string[] {
  const { pagedAt, isSilenced, closedAt, closedBecause } = alert;
  return [
    ...(pagedAt === null ? [] : [`A person was to be paged about it at ${timeText(pagedAt)}.`]),
    ...(isSilenced && closedAt === null ? ["It is silenced or inhibited in Alertmanager."] : []),
    ...(closedAt === null ? [] : [sayEnd(timeText(closedAt), closedBecause)]),
  ];
}

function sayEnd(at: string, because: AlertRecord["closedBecause"]): string {
  return because === "stale"
    ? `Since ${at} Alertmanager no longer knows of it; nobody said that it was fixed.`
    : `It was resolved at ${at}.`;
}

function timeText(at: number): string {
  return new Date(at).toISOString();
}
