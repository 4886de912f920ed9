import type { Problem } from "../model/problem.ts";
import type { Match } from "../playbook/format/match.ts";
import { compareClaims, measureClaim } from "./claim.ts";
import { findCommonText } from "./common-text.ts";
import { listPatterns } from "./list-patterns.ts";

export interface MatchInFile {
  readonly file: string;
  readonly name: string;
  readonly match: Match;
}

/** Two playbooks that claim one alert equally well, with an alert to prove it. */
export interface Overlap {
  readonly first: MatchInFile;
  readonly second: MatchInFile;
  /** The labels of an alert that both fit. */
  readonly example: ReadonlyMap<string, string>;
}

/**
 * Every pair that ties for some alert. Each pair comes with such an alert, so none is a false
 * alarm; ties that only an absurd set of patterns could produce are left to the run-time rule.
 */
export function* findOverlaps(playbooks: readonly MatchInFile[]): Generator<Overlap> {
  const claims = playbooks.map((playbook) => ({ playbook, claim: measureClaim(playbook.match) }));
  for (const [index, first] of claims.entries()) {
    for (const second of claims.slice(index + 1)) {
      if (compareClaims(first.claim, second.claim) !== 0) continue;
      const example = findCommonAlert(first.playbook.match, second.playbook.match);
      if (example !== undefined) yield { first: first.playbook, second: second.playbook, example };
    }
  }
}

/** E120 as the file of one of the two shows it. */
export function describeOverlap({ first, second, example }: Overlap, file: string): Problem {
  const [own, other] = file === first.file ? [first, second] : [second, first];
  const labels = [...example].map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return {
    code: "E120",
    at: ["match"],
    on: "key",
    message: `"${own.name}" and "${other.name}" (${other.file}) match equally well an alert with ${labels.join(", ")}`,
    fix: `add a label or an \`unless\` to one of them, or give one a \`priority\` above ${own.match.priority}`,
    level: "error",
  };
}

/**
 * Labels of an alert that both matches fit.
 *
 * Each label can be looked at alone: `labels` must all hold, and any line of `unless` keeps a
 * playbook away, so no rule ever speaks of two labels at once.
 */
export function findCommonAlert(
  first: Match,
  second: Match,
): ReadonlyMap<string, string> | undefined {
  if (first.status !== second.status) return undefined;
  const example = new Map<string, string>();
  for (const [label, wanted] of wantedBy([first, second])) {
    const value = findCommonText(wanted, unwantedBy([first, second], label));
    if (value === undefined) return undefined;
    example.set(label, value);
  }
  return example;
}

/** For each label, the lists of patterns of which each must have one that fits. */
function wantedBy(matches: readonly Match[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const wanted = new Map<string, (readonly string[])[]>();
  for (const { alert, labels } of matches) {
    for (const [label, patterns] of [
      ["alertname", alert] as const,
      ...Object.entries(labels ?? {}),
    ]) {
      wanted.set(label, [...(wanted.get(label) ?? []), listPatterns(patterns)]);
    }
  }
  return wanted;
}

function unwantedBy(matches: readonly Match[], label: string): readonly string[] {
  return matches.flatMap(({ unless = {} }) => {
    const patterns = Object.hasOwn(unless, label) ? unless[label] : undefined;
    return patterns === undefined ? [] : listPatterns(patterns);
  });
}
