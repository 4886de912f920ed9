import type { Outcome } from "../../model/outcome.ts";
import type { Scenario } from "./scenario.ts";

/** What really happened in a drill. All times in ms. */
export interface Observed {
  /** Which playbook answered, or why none did. */
  readonly answered: { readonly playbook: string } | { readonly none: string };
  /** Null when it had not ended after all the time that a drill may take. */
  readonly outcome: Outcome | null;
  /** Steps that were carried out. */
  readonly ran: readonly string[];
  readonly isMended: boolean;
  readonly times: Times;
}

/** Null is what never came. */
export interface Times {
  readonly detect: number | null;
  readonly decide: number | null;
  readonly act: number | null;
  readonly recover: number | null;
}

/** One line of a scorecard. */
export interface Score {
  readonly of: string;
  readonly passed: boolean;
  readonly says: string;
}

/** Holds what happened against what was expected, line by line. */
export function score({ expect, targets }: Scenario, observed: Observed): readonly Score[] {
  const { times, outcome } = observed;
  return [
    scorePlaybook(expect.playbook, observed.answered),
    ...scoreBranch(expect, observed.ran),
    {
      of: "outcome",
      passed: outcome === expect.outcome,
      says:
        outcome === expect.outcome ? outcome : `${outcome ?? "none"}, and not ${expect.outcome}`,
    },
    ...(targets.recover === undefined ? [] : [scoreMended(observed.isMended)]),
    scoreTime("detect", times.detect, targets.detect),
    scoreTime("decide", times.decide, targets.decide),
    scoreTime("act", times.act, targets.act),
    ...(targets.recover === undefined
      ? []
      : [scoreTime("recover", times.recover, targets.recover)]),
  ];
}

function scorePlaybook(expected: string, answered: Observed["answered"]): Score {
  if ("none" in answered) {
    return { of: "playbook", passed: false, says: `none. ${answered.none}` };
  }
  const { playbook } = answered;
  const passed = playbook === expected;
  return { of: "playbook", passed, says: passed ? playbook : `${playbook}, and not ${expected}` };
}

function scoreBranch(
  { runs, leaves }: Scenario["expect"],
  ran: readonly string[],
): readonly Score[] {
  return [
    ...runs.map((step): Score => {
      const passed = ran.includes(step);
      return { of: "branch", passed, says: `${step} ${passed ? "ran" : "did not run"}` };
    }),
    ...leaves.map((step): Score => {
      const passed = !ran.includes(step);
      return { of: "branch", passed, says: `${step} ${passed ? "was left alone" : "ran"}` };
    }),
  ];
}

function scoreMended(passed: boolean): Score {
  return { of: "mended", passed, says: passed ? "the system works again" : "it is still broken" };
}

function scoreTime(of: string, took: number | null, target: number): Score {
  if (took === null) return { of, passed: false, says: `never; at most ${target} s` };
  const seconds = (took / SECOND).toFixed(1);
  return { of, passed: took <= target * SECOND, says: `${seconds} s of at most ${target} s` };
}

const SECOND = 1_000;
