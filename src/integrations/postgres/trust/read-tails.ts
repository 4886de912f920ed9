import { sql } from "kysely";
import type { ChainedEntry } from "../../../audit/chain.ts";
import type { Database } from "../database.ts";
import type { Tail } from "./judge-record.ts";

/** So many of the newest runs, and so many entries of each chain, are looked at when we start. */
const RUNS = 50;
const ENTRIES = 100;

/** The ends of the chains of the newest runs, of all playbooks and of the database itself. */
export async function readTails(database: Database): Promise<readonly Tail[]> {
  const { rows } = await sql<Row>`
    with newest as (
      select id, last_seq from runs order by started_at desc, id desc limit ${RUNS}
    ),
    chains as (
      select 'run:' || id as subject, last_seq as head from newest
      union all
      select 'playbook:' || name, null from activations
      union all
      select 'database', null
    )
    select
      chains.subject, head, seq, at, kind, actor, surface, body,
      encode(prev, 'hex') as prev, encode(hash, 'hex') as hash
    from chains left join lateral (
      select * from events where subject = chains.subject order by seq desc limit ${ENTRIES}
    ) as entry on true
    order by chains.subject, seq
  `.execute(database);
  const tails = Map.groupBy(rows, ({ subject }) => subject);
  return [...tails].map(([subject, entries]) => ({
    subject,
    entries: entries.filter(isEntry),
    head: entries[0]?.head ?? null,
  }));
}

/** A chain without entries still has its row. */
type Row = { readonly head: number | null } & (
  | ChainedEntry
  | { readonly subject: string; readonly seq: null }
);

function isEntry(row: Row): row is Extract<Row, ChainedEntry> {
  return row.seq !== null;
}
