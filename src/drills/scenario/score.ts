import type { Outcome } from "../../model/outcome.ts";
import type { KilledAt } from "./killed-at.ts";
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
  readonly killed: Killed;
}

/** What became of the wish that its server be killed. */
export type Killed =
  | { readonly is: "unwanted" }
  /** Its moment did not come. */
  | { readonly is: "never" }
  | { readonly is: "killed"; readonly at: KilledAt; readonly awayMs: number };

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
    ...(["detect", "decide", "act", "recover"] as const).flatMap((of) => {
      const target = targets[of];
      return target === undefined ? [] : [scoreTime(of, times[of], target, observed.killed)];
    }),
    ...scoreKilled(observed.killed),
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

/** Nobody can be quick while there is no server, so the time without one comes on top. */
function scoreTime(of: string, took: number | null, target: number, killed: Killed): Score {
  if (took === null) return { of, passed: false, says: `never; at most ${target} s` };
  const away = killed.is === "killed" ? killed.awayMs : 0;
  const beside = away === 0 ? "" : ` and ${(away / SECOND).toFixed(1)} s without a server`;
  return {
    of,
    passed: took <= target * SECOND + away,
    says: `${(took / SECOND).toFixed(1)} s of at most ${target} s${beside}`,
  };
}

/** How it went in spite of that, the other lines say. */
function scoreKilled(killed: Killed): readonly Score[] {
  switch (killed.is) {
    case "unwanted":
      return [];
    case "never":
      return [{ of: "killed", passed: false, says: "never; its moment did not come" }];
    case "killed": {
      const away = (killed.awayMs / SECOND).toFixed(1);
      return [{ of: "killed", passed: true, says: `${MOMENTS[killed.at]}, and back in ${away} s` }];
    }
  }
}

const MOMENTS: Readonly<Record<KilledAt, string>> = {
  heard: "when it had heard of it",
  asked: "while it asked",
  answered: "when it was answered",
};

const SECOND = 1_000;
