import { sql } from "kysely";
import { MOST_FIXES } from "../../../config/settings/autonomy.ts";
import type { Fact, Lesson } from "../../../model/autonomy-fact.ts";
import type { Database } from "../database.ts";
import { rowsAs } from "../store/rows-as.ts";

/** Enough for two rungs and for what the third needs. */
const FIXES_THAT_COUNT = 3 * MOST_FIXES;

/**
 * What runs have shown. After each point at which fixes are counted anew only the first fixes are
 * read: more of them change nothing, and a version that is well has any number.
 */
export async function readLessons(
  database: Database,
  playbook: string,
  environment: string,
  decisions: readonly Fact[],
): Promise<readonly Fact[]> {
  const points = decisions.map(({ hash, at }) => ({ hash, at }));
  const { rows } = await sql<LessonRow>`
    with setbacks as (
      select hash, lesson, run_id, at from ledger
      where playbook = ${playbook} and environment = ${environment} and lesson <> 'fixed'
    ),
    points as (
      select hash, to_timestamp(at / 1000.0) as at
      from ${rowsAs("p", { hash: "text", at: "bigint" }, points)}
      union
      select hash, at from setbacks
    )
    select hash, lesson, run_id, at from setbacks
    union
    select points.hash, lesson, run_id, fixes.at
    from points, lateral (
      select lesson, run_id, at from ledger
      where playbook = ${playbook} and environment = ${environment} and hash = points.hash
        and lesson = 'fixed' and at >= points.at
      order by at
      limit ${FIXES_THAT_COUNT}
    ) as fixes
    order by at
  `.execute(database);
  return rows.map(({ run_id: run, ...rest }) => ({ is: "learned", run, ...rest }));
}

interface LessonRow {
  readonly hash: string;
  readonly lesson: Lesson;
  readonly run_id: string;
  readonly at: number;
}

export async function readLearnedIn(
  database: Database,
  playbook: string,
): Promise<readonly string[]> {
  const rows = await database
    .selectFrom("ledger")
    .select("environment")
    .distinct()
    .where("playbook", "=", playbook)
    .execute();
  return rows.map(({ environment }) => environment);
}
