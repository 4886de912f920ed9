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
    ...sayLife(alert, latest?.report.brake ?? null),
  ];
}

const NOT_YET =
  "It has not been matched yet; that takes seconds, unless the server has just started.";

function sayResult({ result, run, report }: VerdictRecord): readonly string[] {
  const { chosen, brake, failure, considered, others } = report;
  const playbook = chosen === null ? "its playbook" : `${chosen.playbook} ${chosen.version}`;
  switch (result) {
    case "started":
      return [`Run ${run ?? ""} of ${playbook} was started for it.`, ...sayMode(report)];
    case "held":
      return brake === null
        ? [`${playbook} would take it, and is held back.`]
        : [
            `${playbook} would take it, but nothing starts for now: ${brake.message}. ${brake.remedy}`,
            `What holds it back is ${brake.rule}.`,
          ];
    case "refused":
      return [`${playbook} takes it, and could not start. ${sayFailure(failure)}`];
    case "tied":
      return [`Nothing was started: ${sayFailure(failure)}`];
    case "unmatched":
      return [sayUnmatched(considered.length, others.length)];
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

function sayUnmatched(considered: number, others: number): string {
  if (considered + others === 0) return "Nothing was started: there is no playbook at all.";
  switch (considered) {
    case 0:
      return "Nothing was started: no playbook is for alerts of this name.";
    case 1:
      return "Nothing was started: the one playbook for alerts of this name does not fit.";
    default:
      return `Nothing was started: none of the ${considered} playbooks for alerts of this name fits.`;
  }
}

function sayFailure(failure: MatchReport["failure"]): string {
  return failure === null ? "" : `${failure.message} (${failure.code}). ${failure.remedy}`;
}

function sayMode({ chosen }: MatchReport): readonly string[] {
  const modes = chosen?.modes ?? null;
  if (modes === null) return [];
  const { effective, asked, policy, earned } = modes;
  return [
    `It runs in mode ${effective}, the lowest of three: the playbook asks for ${asked}, the policy allows ${policy}, and the version has earned ${earned}.`,
  ];
}

function sayPlaybooks({ considered, others, chosen, tied }: MatchReport): readonly string[] {
  const told = new Set([chosen?.playbook, ...tied]);
  const near = considered.flatMap((one) =>
    told.has(one.playbook) ? [] : [`${one.playbook} ${one.version} ${sayFit(one)}`],
  );
  return others.length === 0 ? near : [...near, sayOthers(others)];
}

const NAMED = 10;

function sayOthers(others: readonly string[]): string {
  const left = others.length - NAMED;
  const more = left > 0 ? `, and ${left} more` : "";
  return `For alerts of other names, or started by hand: ${others.slice(0, NAMED).join(", ")}${more}.`;
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

function sayLife(alert: AlertRecord, brake: MatchReport["brake"]): readonly string[] {
  const { pagedAt, closedAt, closedBecause } = alert;
  const isSilenced = alert.isSilenced && brake?.brake !== "silence";
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
