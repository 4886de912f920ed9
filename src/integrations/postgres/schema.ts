import type { ColumnType, Generated } from "kysely";

/** The tables as the newest migration leaves them. */
export interface Schema {
  readonly runs: RunsTable;
  readonly events: EventsTable;
  readonly inbox: InboxTable;
  readonly intents: IntentsTable;
  readonly outbox: OutboxTable;
  readonly target_locks: TargetLocksTable;
}

/** Epoch milliseconds when read; written only by the database's own clock or `time(…)`. */
type Time = ColumnType<number, never, never>;

/** Kept as the exact text, because `jsonb` refuses or changes some of what JSON can say. */
type JsonText = string;

interface RunsTable {
  readonly id: string;
  readonly playbook: string;
  readonly version: string;
  readonly hash: string;
  readonly mode: string;
  readonly params: JsonText;
  readonly state: JsonText;
  readonly parent_run: string | null;
  readonly parent_step: string | null;
  readonly parent_item: number | null;
  readonly priority: number;
  readonly started_at: Time;
  readonly ended_at: Time | null;
  readonly outcome: string | null;
  readonly last_seq: number;
  readonly epoch: Generated<number>;
  readonly worker: string | null;
  readonly lease_until: Time | null;
  readonly claims_without_progress: Generated<number>;
  readonly due_at: Time | null;
  readonly wake_seq: Generated<number>;
  readonly heard_seq: Generated<number>;
}

interface EventsTable {
  readonly subject: string;
  readonly seq: Generated<number>;
  readonly at: Time;
  readonly kind: string;
  readonly actor: string;
  readonly surface: string;
  readonly body: string;
  readonly prev: Generated<Buffer>;
  readonly hash: Generated<Buffer>;
}

interface InboxTable {
  readonly run_id: string;
  readonly seq: number;
  readonly id: string;
  readonly event: JsonText;
  readonly actor: string;
  readonly surface: string;
  readonly at: Time;
}

interface IntentsTable {
  readonly run_id: string;
  readonly step: string;
  readonly item: number;
  readonly phase: string;
  readonly attempt: number;
  readonly key: string;
  readonly effect_class: string;
  readonly digest: string;
  readonly epoch: number;
  readonly at: Time;
  readonly outcome: string | null;
  readonly outcome_at: Time | null;
}

interface OutboxTable {
  readonly id: Generated<number>;
  readonly run_id: string;
  readonly kind: string;
  readonly body: JsonText;
  readonly created_at: Time;
  readonly delivered_at: Time | null;
  readonly attempts: Generated<number>;
  readonly next_at: Time;
}

interface TargetLocksTable {
  readonly target: string;
  readonly holder_run: string | null;
  readonly holder_person: string | null;
  readonly since: Time | null;
  readonly reason: string | null;
}
