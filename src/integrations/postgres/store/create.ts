import { sql } from "kysely";
import { RUN_FORM } from "../../../engine/machine/form.ts";
import type { NewRun } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { bodyOf, subjectOf } from "./event-body.ts";
import { keepApprovals } from "./keep-approvals.ts";
import { type Columns, rowsAs } from "./rows-as.ts";

/** Runs, their first events and their first messages are one statement, and so one commit. */
export async function createRuns(
  database: Database,
  runs: readonly NewRun[],
): Promise<readonly ("created" | "exists")[]> {
  const { rows } = await sql<{ readonly id: string }>`
    with wanted as (select * from ${rowsAs("w", WANTED, runs.map(wantedRow))}),
    created as (
      insert into runs (
        id, playbook, version, hash, mode, params, state,
        parent_run, parent_step, parent_item, priority, last_seq, form
      )
      select
        id, playbook, version, hash, mode, params, state,
        parent_run, parent_step, parent_item, priority, 1, ${sql.lit(RUN_FORM)}
      from wanted
      on conflict (id) do nothing
      returning id
    ),
    recorded as (
      insert into events (subject, kind, actor, surface, body)
      select subject, kind, actor, surface, body
      from wanted join created using (id)
    ),
    ${keepApprovals(runs.map(approvalsOfRun), "created")},
    told as (
      insert into outbox (run_id, kind, body)
      select id, kind, body
      from ${rowsAs("o", OUTGOING, runs.flatMap(outgoingRows))} join created using (id)
      order by n
    )
    select id from created
  `.execute(database);
  const created = new Set(rows.map(({ id }) => id));
  return runs.map(({ state }) => (created.has(state.id) ? "created" : "exists"));
}

const WANTED = {
  id: "uuid",
  playbook: "text",
  version: "text",
  hash: "text",
  mode: "text",
  params: "json",
  state: "json",
  parent_run: "uuid",
  parent_step: "text",
  parent_item: "integer",
  priority: "integer",
  subject: "text",
  kind: "text",
  actor: "text",
  surface: "text",
  body: "text",
} as const satisfies Columns;

function wantedRow({ playbook, version, hash, state, started, parent, priority }: NewRun) {
  return {
    id: state.id,
    playbook,
    version,
    hash,
    mode: state.mode,
    params: JSON.stringify(state.params),
    state: JSON.stringify(state),
    parent_run: parent?.run ?? null,
    parent_step: parent?.step ?? null,
    parent_item: parent?.item ?? null,
    priority,
    subject: subjectOf(state.id),
    kind: started.event.is,
    actor: started.actor,
    surface: started.surface,
    body: bodyOf(started, { pinned: { playbook, version, hash } }),
  };
}

function approvalsOfRun({ state: { id: run }, approvals }: NewRun) {
  return { run, approvals };
}

const OUTGOING = { id: "uuid", kind: "text", body: "json" } as const satisfies Columns;

function outgoingRows({ state: { id }, outgoing }: NewRun) {
  return outgoing.map((told) => ({ id, kind: told.is, body: JSON.stringify(told) }));
}
