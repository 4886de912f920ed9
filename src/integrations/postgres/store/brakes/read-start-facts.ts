import { sql, type Transaction } from "kysely";
import type { AskedStart, LastUse, StartFacts } from "../../../../ports/starts.ts";
import type { Schema } from "../../schema.ts";
import { type Columns, rowsAs } from "../rows-as.ts";
import { readSwitches } from "./read-switches.ts";

/** How things stand, with what was decided about since they were read. */
export interface StartStand {
  readonly isAllowed: (start: AskedStart) => boolean;
  /** That it was asked for counts from now on. */
  readonly factsFor: (start: AskedStart) => StartFacts;
  readonly allow: (start: AskedStart) => void;
}

/** Read once for all of these starts. Only for a transaction that has the locks of their playbooks. */
export async function readStartFacts(
  transaction: Transaction<Schema>,
  starts: readonly AskedStart[],
): Promise<StartStand> {
  const allowed = await readAllowed(transaction, starts);
  const switches = await readSwitches(transaction);
  const uses = await readUses(transaction, starts);
  const past = await readPast(transaction, starts);
  let allowedSince = 0;
  const pastOf = ({ playbook }: AskedStart): Past => {
    const found = past.get(playbook);
    if (found === undefined) throw new RangeError("Each playbook has a past");
    return found;
  };
  return {
    isAllowed: ({ run }) => allowed.has(run),
    factsFor: (start) => {
      const { now, started, targets, queued } = pastOf(start);
      targets.add(start.target);
      return { now, switches, started, targets, uses, queued: queued + allowedSince };
    },
    allow: (start) => {
      const { started, now } = pastOf(start);
      started.push(now);
      allowedSince += 1;
    },
  };
}

interface Past {
  readonly now: number;
  readonly started: number[];
  readonly targets: Set<string>;
  readonly queued: number;
}

async function readAllowed(
  transaction: Transaction<Schema>,
  starts: readonly AskedStart[],
): Promise<ReadonlySet<string>> {
  const runs = starts.map(({ run }) => run);
  const { rows } = await sql<{ readonly run: string }>`
    select run_id as run from starts where is_allowed and run_id = any(${runs}::uuid[])
  `.execute(transaction);
  return new Set(rows.map(({ run }) => run));
}

async function readUses(
  transaction: Transaction<Schema>,
  starts: readonly AskedStart[],
): Promise<readonly LastUse[]> {
  const locks = starts.flatMap(({ playbook, locks: names }) =>
    names.map((target) => ({ playbook, target })),
  );
  if (locks.length === 0) return [];
  const { rows } = await sql<LastUse>`
    select distinct playbook, target, run_id as run, at
    from ${rowsAs("w", LOCK, locks)} join cooldowns using (playbook, target)
  `.execute(transaction);
  return rows;
}

const LOCK = { playbook: "text", target: "text" } as const satisfies Columns;

async function readPast(
  transaction: Transaction<Schema>,
  starts: readonly AskedStart[],
): Promise<ReadonlyMap<string, Past>> {
  const matters = new Map(starts.map((start) => [start.playbook, rowOf(start)]));
  const { rows } = await sql<Row>`
    with moment as materialized (select clock_timestamp() as at)
    select
      playbook,
      moment.at as now,
      array(
        select (extract(epoch from at) * 1000)::double precision from (
          select started_at as at from runs
          where playbook = w.playbook and parent_run is null
            and started_at > ${ago("started_ms")}
          union all
          select at from starts
          where playbook = w.playbook and is_allowed and at > ${ago("started_ms")}
            and not exists (select from runs where id = run_id)
        ) as began
      ) as started,
      array(
        select target from starts
        where playbook = w.playbook and at > ${ago("asked_ms")}
        group by target order by max(at) desc limit targets
      ) as targets,
      (
        select count(*) from (
          select from runs
          where due_at <= moment.at and (lease_until is null or lease_until < moment.at)
          limit queued
        ) as waiting
      ) as queued
    from ${rowsAs("w", MATTERS, [...matters.values()])}, moment
  `.execute(transaction);
  return new Map(
    rows.map(({ playbook, started, targets, ...past }) => [
      playbook,
      { ...past, started: [...started], targets: new Set(targets) },
    ]),
  );
}

interface Row {
  readonly playbook: string;
  readonly now: number;
  readonly started: readonly number[];
  readonly targets: readonly string[];
  readonly queued: number;
}

const MATTERS = {
  playbook: "text",
  asked_ms: "bigint",
  targets: "integer",
  started_ms: "bigint",
  queued: "integer",
} as const satisfies Columns;

function rowOf({ playbook, matters: { askedMs, targets, startedMs, queued } }: AskedStart) {
  return { playbook, asked_ms: askedMs, targets, started_ms: startedMs, queued };
}

function ago(ms: "asked_ms" | "started_ms") {
  return sql`moment.at - ${sql.ref(ms)} * interval '1 millisecond'`;
}
