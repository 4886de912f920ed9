import type { Match, Patterns } from "../playbook/format/match.ts";
import { isExact, listPatterns } from "./list-patterns.ts";

/** How good a playbook's claim on the alerts it fits is. */
export interface Claim {
  /** How closely the match is cut, the most telling part first. */
  readonly constraint: readonly number[];
  readonly priority: number;
}

/**
 * Of two playbooks that fit one alert, the more constrained wins, then the one of higher priority.
 * "More constrained" compares these parts in order; the first that differs decides:
 *
 * 1. the form of `alert`: one exact name > several exact names > a pattern > only stars;
 * 2. the number of `labels`: more > fewer;
 * 3. how many of them ask for one exact value, then for one of several, then for a pattern that is
 *    not only stars: more > fewer;
 * 4. the number of lines in `unless`: more > fewer.
 *
 * How many names a list has, or how long a pattern is, does not count: nobody would guess the
 * winner from that.
 */
export function measureClaim(match: Match): Claim {
  const labels = Object.values(match.labels ?? {}).map(formOf);
  const having = (form: Form) => labels.filter((one) => one === form).length;
  return {
    constraint: [
      formOf(match.alert),
      labels.length,
      having(EXACT),
      having(SEVERAL),
      having(PATTERN),
      Object.keys(match.unless ?? {}).length,
    ],
    priority: match.priority,
  };
}

/** Positive when the first is better, 0 when nobody can say. */
export function compareClaims(first: Claim, second: Claim): number {
  return compareConstraints(first, second) || first.priority - second.priority;
}

/** Positive when the first is more constrained, 0 when neither is. */
export function compareConstraints(first: Claim, second: Claim): number {
  const differences = first.constraint.map((part, index) => part - (second.constraint[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

const STARS = 0;
const PATTERN = 1;
const SEVERAL = 2;
const EXACT = 3;

type Form = typeof STARS | typeof PATTERN | typeof SEVERAL | typeof EXACT;

function formOf(patterns: Patterns): Form {
  const list = listPatterns(patterns);
  if (list.every(isExact)) return list.length === 1 ? EXACT : SEVERAL;
  return list.some((pattern) => /^\*+$/.test(pattern)) ? STARS : PATTERN;
}
