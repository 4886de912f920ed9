import type { Fact } from "../../../model/autonomy-fact.ts";
import type { Database } from "../database.ts";
import { readDecisions } from "./read-decisions.ts";
import { readLearnedIn, readLessons } from "./read-lessons.ts";

/** All that bears on a playbook in one environment. */
export async function readFacts(
  database: Database,
  playbook: string,
  environment: string,
): Promise<readonly Fact[]> {
  const decisions = (await readDecisions(database, playbook)).flatMap(
    ({ environment: where, fact }) => (where === null || where === environment ? [fact] : []),
  );
  const lessons = await readLessons(database, playbook, environment, decisions);
  return [...decisions, ...lessons].toSorted((a, b) => a.at - b.at);
}

export async function readEnvironments(
  database: Database,
  playbook: string,
): Promise<readonly string[]> {
  const decisions = await readDecisions(database, playbook);
  const decided = decisions.flatMap(({ environment }) => environment ?? []);
  const learned = await readLearnedIn(database, playbook);
  return [...new Set([...decided, ...learned])].toSorted();
}
