import type { Alert } from "../model/alert.ts";
import type { Match } from "../playbook/format/match.ts";
import { fitsAny } from "./fits-labels.ts";
import { listPatterns } from "./list-patterns.ts";
import { quoteUntrusted } from "./quote-untrusted.ts";

/** What one line of a playbook's `match` says about an alert. */
interface RuleResult {
  /** Where the rule stands: `alert`, `status`, `labels.env`, `unless.maintenance`. */
  readonly rule: string;
  readonly holds: boolean;
  /** `labels.env is "dev", wanted prod or staging` */
  readonly says: string;
}

export interface Verdict {
  readonly fits: boolean;
  /** Every rule, those that hold too, so that a person can see how near it was. */
  readonly rules: readonly RuleResult[];
}

/**
 * Asks one playbook about one alert.
 *
 * All of `alert`, `status` and `labels` must hold; any single line of `unless` that fits keeps the
 * playbook away. A label that the alert does not have fits no pattern, not even `*`.
 */
export function judgeFit(match: Match | undefined, alert: Alert): Verdict {
  const rules = match === undefined ? [NO_MATCH] : [...judgeRules(match, alert)];
  return { fits: rules.every(({ holds }) => holds), rules };
}

const NO_MATCH: RuleResult = {
  rule: "match",
  holds: false,
  says: "there is no match, so it starts by hand or from another playbook only",
};

function* judgeRules(match: Match, alert: Alert): Generator<RuleResult> {
  yield judgeWanted("alert", listPatterns(match.alert), alert.name);
  yield {
    rule: "status",
    holds: match.status === alert.status,
    says: `status is ${alert.status}${match.status === alert.status ? "" : `, wanted ${match.status}`}`,
  };
  for (const [label, patterns] of Object.entries(match.labels ?? {})) {
    yield judgeWanted(`labels.${label}`, listPatterns(patterns), alert.labels.get(label));
  }
  for (const [label, patterns] of Object.entries(match.unless ?? {})) {
    yield judgeUnwanted(label, listPatterns(patterns), alert.labels.get(label));
  }
}

function judgeWanted(
  rule: string,
  wanted: readonly string[],
  seen: string | undefined,
): RuleResult {
  const holds = fitsAny(wanted, seen);
  const says = `${rule} is ${describeSeen(seen)}`;
  return { rule, holds, says: holds ? says : `${says}, wanted ${wanted.join(" or ")}` };
}

function judgeUnwanted(
  label: string,
  unwanted: readonly string[],
  seen: string | undefined,
): RuleResult {
  const holds = !fitsAny(unwanted, seen);
  const says = `labels.${label} is ${describeSeen(seen)}`;
  return {
    rule: `unless.${label}`,
    holds,
    says: holds ? says : `${says}, which unless keeps out`,
  };
}

function describeSeen(seen: string | undefined): string {
  return seen === undefined ? "not there" : quoteUntrusted(seen);
}
