import type { ColumnType, Generated } from "kysely";

/** The tables as the newest migration leaves them. */
export interface Schema {
  readonly runs: RunsTable;
  readonly events: EventsTable;
  readonly inbox: InboxTable;
  readonly intents: IntentsTable;
  readonly outbox: OutboxTable;
  readonly target_locks: TargetLocksTable;
  readonly playbook_versions: PlaybookVersionsTable;
  readonly activations: ActivationsTable;
  readonly occurrences: OccurrencesTable;
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
  readonly undo: string | null;
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

interface PlaybookVersionsTable {
  readonly name: string;
  readonly version: string;
  readonly hash: string;
  readonly content: string;
  readonly published_at: Time;
}

interface ActivationsTable {
  readonly name: string;
  readonly hash: string | null;
  readonly since: Time;
}

interface OccurrencesTable {
  readonly id: string;
  readonly source: string;
  readonly fingerprint: string;
  readonly labels: JsonText;
  readonly annotations: JsonText;
  readonly starts_at: Time;
  readonly opened_at: Time;
  readonly last_seen: Time;
  readonly skew_ms: Generated<number>;
  readonly closed_at: Time | null;
  readonly closed_because: string | null;
}
