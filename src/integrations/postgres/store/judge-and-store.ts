import { type RawBuilder, sql } from "kysely";
import { RUN_FORM } from "../../../engine/machine/form.ts";
import {
  type Append,
  APPROVAL_USE,
  approvalUseRows,
  EVENT,
  eventRows,
  INTENT,
  intentRows,
  LOSS,
  lossRows,
  OUTCOME,
  outcomeRows,
  OUTGOING,
  outgoingRows,
  TARGET,
  targetRows,
  USE,
  useRows,
  WANTED,
  wantedRow,
} from "./change-rows.ts";
import { keepApprovals } from "./keep-approvals.ts";
import { rowsAs } from "./rows-as.ts";

/** What is to become of one run's part of an append, and who is in the way if it may not be. */
export interface Judged {
  readonly run: string;
  readonly verdict:
    | "stored"
    | "stored_before"
    | "lost"
    | "news"
    | "unapproved"
    | "locked"
    | "held_back"
    | "out_of_turn";
  /** Of the approval that is too old. */
  readonly step: string | null;
  readonly target: string | null;
  readonly holder_run: string | null;
  readonly holder_person: string | null;
  readonly since: number | null;
  readonly reason: string | null;
  /** What it has let go. */
  readonly freed: readonly string[] | null;
}

/** `heldBack` are the runs to which brakes say no. */
export function judgeAndStore(
  appends: readonly Append[],
  heldBack: ReadonlySet<string>,
): RawBuilder<Judged> {
  return sql<Judged>`
    with ${judge(appends, heldBack)}, ${store(appends)}
    select
      verdicts.run, verdict, overdue.step, target, holder_run, holder_person, since, reason,
      (select array_agg(target) from unlocked where unlocked.run = verdicts.run) as freed
    from verdicts
      left join obstacles on obstacles.run = verdicts.run
      left join overdue on overdue.run = verdicts.run
  `;
}

/**
 * Locks each run's row and then the rows of the targets that it takes or frees, both in order, so
 * that two statements never wait for each other; then says of each run what may happen. The rows
 * are read as they are once locked, so a verdict still holds when the changes are made.
 */
function judge(appends: readonly Append[], heldBack: ReadonlySet<string>): RawBuilder<unknown> {
  const rows = appends.map((append) => wantedRow(append, heldBack.has(append.claim.run)));
  return sql`
    wanted as (select * from ${rowsAs("w", WANTED, rows)}),
    wanted_targets as (select * from ${rowsAs("t", TARGET, appends.flatMap(targetRows))}),
    current as materialized (
      select found.*
      from
        (select run from wanted order by run) as w,
        lateral (
          select id, epoch, last_seq, wake_seq, state from runs where id = w.run for no key update
        ) as found
    ),
    locks as materialized (
      select target, holder_run, holder_person, since, reason, until
      from target_locks
      where target in (
        select target from wanted_targets join current on current.id = wanted_targets.run
        union
        select target from target_locks join wanted on holder_run = run join current on id = run
        where next = 'end'
      )
      order by target
      for update
    ),
    obstacles as (
      select distinct on (run) run, locks.*
      from wanted_targets join locks using (target)
      where (holder_person is not null and until > clock_timestamp())
        or holder_run <> run
      order by run, target
    ),
    overdue as (
      select distinct on (u.run) u.run, u.step
      from ${rowsAs("u", APPROVAL_USE, appends.flatMap(approvalUseRows))}
        join approvals on (run_id, approvals.step, approvals.round) = (u.run, u.step, u.round)
      where standing not in ('waiting', 'granted', 'used')
        or (standing = 'granted' and use_by <= clock_timestamp())
      order by u.run, u.n
    ),
    verdicts as (
      select wanted.run, case
        when current.epoch is distinct from wanted.epoch then 'lost'
        when current.last_seq = wanted.seq + wanted.events
          and current.state::text = wanted.state::text then 'stored_before'
        when current.last_seq <> wanted.seq then 'out_of_turn'
        when current.wake_seq <> wanted.heard then 'news'
        when overdue.run is not null then 'unapproved'
        when obstacles.run is not null then 'locked'
        when wanted.is_held_back then 'held_back'
        else 'stored'
      end as verdict
      from wanted
        left join current on current.id = wanted.run
        left join obstacles on obstacles.run = wanted.run
        left join overdue on overdue.run = wanted.run
    )
  `;
}

/**
 * Writes what was judged as `stored`, and nothing of the rest. Only `locks` knows who holds what:
 * `target_locks` itself is read here as it was before the statement waited for anybody.
 */
function store(appends: readonly Append[]): RawBuilder<unknown> {
  return sql`
    moved as (
      update runs
      set
        state = wanted.state,
        last_seq = wanted.seq + wanted.events,
        heard_seq = wanted.heard,
        claims_without_progress = 0,
        due_at = case next when 'work' then due_at else to_timestamp(until / 1000) end,
        worker = case next when 'work' then worker end,
        lease_until = case next when 'work' then lease_until end,
        ended_at = coalesce(ended_at, case next when 'end' then now() end),
        outcome = coalesce(runs.outcome, wanted.outcome),
        undo = wanted.undo,
        waits_for = wanted.waits_for,
        form = ${sql.lit(RUN_FORM)}
      from wanted join verdicts using (run)
      where verdict = 'stored' and id = run
      returning id, runs.epoch, playbook, hash, next, lesson, environment, parent_run
    ),
    ${keepApprovals(appends.map(approvalsOfRun), "moved")},
    recorded as (
      insert into events (subject, kind, actor, surface, body)
      select subject, kind, actor, surface, body
      from ${rowsAs("e", EVENT, appends.flatMap(eventRows))} join moved on id = run
      order by n
    ),
    learned as (
      insert into ledger (run_id, lesson, playbook, hash, environment)
      select id, lesson, playbook, hash, environment
      from moved
      where lesson is not null and parent_run is null
      on conflict do nothing
    ),
    meant as (
      insert into intents (
        run_id, step, item, phase, attempt, key, effect_class, digest, epoch, round, approved
      )
      select run, step, item, phase, attempt, key, effect, digest, epoch, round, approved
      from ${rowsAs("i", INTENT, appends.flatMap(intentRows))} join moved on id = run
    ),
    closed as (
      update intents
      set outcome = o.outcome, outcome_at = now()
      from ${rowsAs("o", OUTCOME, appends.flatMap(outcomeRows))} join moved on id = run
      where intents.outcome is null
        and (run_id, intents.step, intents.item, intents.phase, intents.attempt)
          = (run, o.step, o.item, o.phase, o.attempt)
    ),
    told as (
      insert into outbox (run_id, kind, body)
      select run, kind, body
      from ${rowsAs("m", OUTGOING, appends.flatMap(outgoingRows))} join moved on id = run
      order by n
    ),
    locked as (
      update target_locks
      set
        holder_run = run,
        holder_person = null,
        since = now(),
        until = null,
        reason = 'run of ' || playbook
      from wanted_targets join moved on id = run join locks using (target)
      where target_locks.target = wanted_targets.target
        and locks.holder_run is null
        and next <> 'end'
    ),
    unlocked as (
      update target_locks
      set holder_run = null, since = null, reason = null
      from locks join moved on locks.holder_run = id
      where target_locks.target = locks.target and next = 'end'
      returning moved.id as run, target_locks.target
    ),
    used as (
      insert into cooldowns (playbook, target, run_id)
      select u.playbook, target, run
      from ${rowsAs("u", USE, appends.flatMap(useRows))} join moved on id = run
      order by u.playbook, target
      on conflict (playbook, target) do update set run_id = excluded.run_id, at = excluded.at
    ),
    rested as (
      update cooldowns
      set at = date_trunc('milliseconds', clock_timestamp())
      from moved
      where cooldowns.run_id = moved.id and next = 'end'
    ),
    took as (
      insert into losses (workload, key, takes)
      select workload, key, takes
      from ${rowsAs("l", LOSS, appends.flatMap(lossRows))} join moved on id = run
      order by workload, key
      on conflict (workload, key) do update set takes = excluded.takes, at = excluded.at
    )
  `;
}

function approvalsOfRun({ claim: { run }, change: { approvals } }: Append) {
  return { run, approvals };
}
