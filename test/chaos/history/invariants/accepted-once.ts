import type { Accepted, Decision, History } from "../history.ts";

/** Whatever was answered with yes is one run, or a decision on record that it shall be none. */
export function* acceptedOnce({ accepted, runs }: History): Generator<string> {
  const known = new Set(runs.map(({ record }) => record.id));
  for (const [occurrence, answers] of Map.groupBy(accepted, ({ occurrence: it }) => it)) {
    const started = runsOf(answers);
    const decisions = answers.flatMap((answer) => answer.decisions);
    if (decisions.length === 0) yield `${occurrence} was accepted, and nothing became of it`;
    if (started.size > 1) yield `${occurrence} became ${started.size} runs: ${list(started)}`;
    for (const run of started) {
      if (!known.has(run)) yield `${occurrence} became run ${run}, which does not exist`;
    }
  }
}

function runsOf(answers: readonly Accepted[]): ReadonlySet<string> {
  const isRun = (decision: Decision) => (decision.is === "run" ? [decision.run] : []);
  return new Set(answers.flatMap(({ decisions }) => decisions.flatMap(isRun)));
}

function list(runs: ReadonlySet<string>): string {
  return [...runs].join(", ");
}
