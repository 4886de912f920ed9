import { sql } from "kysely";
import type { Clock } from "../../../ports/clock.ts";
import type { Database } from "../database.ts";

/** What a server says about itself, and about the role that asks. */
export interface Facts {
  readonly role: string;
  readonly database: string;
  /** The same for two connections that see the same database of the same running server. */
  readonly instance: string;
  /** 150004 is 15.4. */
  readonly version: number;
  readonly isReplica: boolean;
  readonly settings: readonly Setting[];
  readonly rights: Rights;
  /** How far its clock is ahead of ours, in milliseconds. */
  readonly skew: number;
}

export interface Setting {
  readonly name: "fsync" | "full_page_writes" | "synchronous_commit";
  readonly value: string;
  /** Where PostgreSQL says that it comes from. */
  readonly source: string;
}

export interface Rights {
  readonly isSuperuser: boolean;
  readonly ownsSchema: boolean;
  readonly mayMakeTables: boolean;
  /** Null while there is no record yet. */
  readonly ownsRecord: boolean | null;
  /** Of those that would change the record or what is written into it. */
  readonly onRecord: readonly string[];
}

export async function readFacts(database: Database, clock: Clock): Promise<Facts> {
  const asked = clock.now();
  const { rows } = await FACTS.execute(database);
  const [row] = rows;
  if (row === undefined) throw new RangeError("The database has no settings");
  const { settings, rights, now, ...rest } = row;
  return {
    ...rest,
    // Both lists have the form that the statement gives them.
    settings: JSON.parse(settings) as Setting[],
    rights: JSON.parse(rights) as Rights,
    // Its time was read at some moment between question and answer.
    skew: Math.round(now - (asked + clock.now()) / 2),
  };
}

interface Row extends Omit<Facts, "settings" | "rights" | "skew"> {
  readonly settings: string;
  readonly rights: string;
  readonly now: number;
}

const FACTS = sql<Row>`
  select
    current_user as role,
    current_database() as database,
    (select oid from pg_database where datname = current_database())
      || ' since ' || extract(epoch from pg_postmaster_start_time()) as instance,
    current_setting('server_version_num')::int as version,
    pg_is_in_recovery() as "isReplica",
    clock_timestamp() as now,
    (
      select json_agg(json_build_object('name', name, 'value', setting, 'source', source))
      from pg_settings
      where name in ('fsync', 'full_page_writes', 'synchronous_commit')
    ) as settings,
    json_build_object(
      'isSuperuser', (select rolsuper from pg_roles where rolname = current_user),
      'ownsSchema', coalesce(pg_has_role(nspowner, 'member'), false),
      'mayMakeTables', coalesce(has_schema_privilege(schema.oid, 'create'), false),
      'ownsRecord', pg_has_role(relowner, 'member'),
      'onRecord', array(
        select right_ from unnest(array['update', 'delete', 'truncate', 'trigger']) as right_
        where has_table_privilege(record.oid, right_)
      )
    ) as rights
  from (select) as alone
    left join pg_namespace as schema on nspname = 'public'
    left join pg_class as record on record.oid = to_regclass('public.events')
`;
