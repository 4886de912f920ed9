import { sql } from "kysely";
import type { NewRun } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { bodyOf, subjectOf } from "./event-body.ts";
import { rowsAs } from "./rows-as.ts";

/** The run, its first event and its first messages are one statement, and so one commit. */
export async function createRun(database: Database, run: NewRun): Promise<"created" | "exists"> {
  const { state, started, parent } = run;
  const outgoing = run.outgoing.map((effect) => ({
    kind: effect.is,
    body: JSON.stringify(effect),
  }));
  const { rows } = await sql`
    with created as (
      insert into runs (
        id, playbook, version, hash, mode, params, state,
        parent_run, parent_step, parent_item, priority, last_seq
      )
      values (
        ${state.id}, ${run.playbook}, ${run.version}, ${run.hash}, ${state.mode},
        ${JSON.stringify(state.params)}, ${JSON.stringify(state)},
        ${parent?.run ?? null}, ${parent?.step ?? null}, ${parent?.item ?? null},
        ${run.priority}, 1
      )
      on conflict (id) do nothing
      returning id
    ),
    recorded as (
      insert into events (subject, kind, actor, surface, body)
      select
        ${subjectOf(state.id)}, ${started.event.is}, ${started.actor}, ${started.surface},
        ${bodyOf(started)}
      from created
    ),
    told as (
      insert into outbox (run_id, kind, body)
      select created.id, o.kind, o.body
      from created, ${rowsAs("o", { kind: "text", body: "json" }, outgoing)}
      order by o.n
    )
    select id from created
  `.execute(database);
  return rows.length > 0 ? "created" : "exists";
}
