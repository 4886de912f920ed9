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
  readonly approvals: ApprovalsTable;
  readonly approved_effects: ApprovedEffectsTable;
  readonly occurrences: OccurrencesTable;
  readonly checkpoints: CheckpointsTable;
  readonly anchors: AnchorsTable;
  readonly verdicts: VerdictsTable;
  readonly heartbeats: HeartbeatsTable;
  readonly windows: WindowsTable;
  readonly run_news: RunNewsTable;
  readonly chat_messages: ChatMessagesTable;
  readonly chat_tellers: ChatTellersTable;
  readonly switches: SwitchesTable;
  readonly cooldowns: CooldownsTable;
  readonly losses: LossesTable;
  readonly starts: StartsTable;
  readonly incidents: IncidentsTable;
  readonly pager_events: PagerEventsTable;
  readonly schedules: SchedulesTable;
  readonly schedule_times: ScheduleTimesTable;
  readonly access_keys: AccessKeysTable;
  readonly sessions: SessionsTable;
  readonly answers: AnswersTable;
  readonly workers: WorkersTable;
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
  /** The number of the transaction that wrote it. */
  readonly tx: Generated<number>;
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
  readonly round: number | null;
  readonly approved: string | null;
}

interface ApprovalsTable {
  readonly run_id: string;
  readonly step: string;
  readonly round: number;
  readonly digest: string;
  readonly request: string;
  readonly standing: string;
  readonly votes: JsonText;
  readonly asked_at: Time;
  readonly expires_at: Time;
  readonly use_by: Time | null;
  readonly decided_by: string | null;
}

interface ApprovedEffectsTable {
  readonly run_id: string;
  readonly step: string;
  readonly round: number;
  readonly item: number;
  readonly phase: string;
  readonly key: string;
  readonly digest: string;
}

interface OutboxTable {
  readonly id: Generated<number>;
  readonly run_id: string | null;
  readonly occurrence_id: string | null;
  readonly kind: string;
  readonly body: JsonText;
  readonly created_at: Time;
  readonly delivered_at: Time | null;
  readonly attempts: Generated<number>;
  readonly next_at: Time;
  readonly result: string | null;
  readonly trouble: string | null;
}

interface PagerEventsTable {
  readonly delivery: string;
  readonly n: Generated<number>;
  readonly event: JsonText;
  readonly at: Time;
  readonly next_at: Time;
  readonly finished_at: Time | null;
}

interface SchedulesTable {
  readonly name: string;
  readonly times: string;
  readonly since: Time;
}

interface ScheduleTimesTable {
  readonly schedule: string;
  readonly at: Time;
  readonly claimed_at: Time;
  readonly result: Generated<string>;
  readonly run_id: string | null;
  readonly because: string | null;
}

interface IncidentsTable {
  readonly key: string;
  readonly service: string;
  readonly run_id: string | null;
  readonly occurrence_id: string | null;
  readonly opened_at: Time;
  readonly acknowledged_at: Time | null;
  readonly resolved_at: Time | null;
}

interface TargetLocksTable {
  readonly target: string;
  readonly holder_run: string | null;
  readonly holder_person: string | null;
  readonly since: Time | null;
  readonly until: Time | null;
  readonly reason: string | null;
}

interface SwitchesTable {
  readonly id: Generated<number>;
  readonly kind: string;
  readonly scope: string;
  readonly since: Time;
  readonly by: string;
  readonly reason: string;
  readonly in_flight: string;
  readonly until: Time | null;
  readonly ended_at: Time | null;
}

interface CooldownsTable {
  readonly playbook: string;
  readonly target: string;
  readonly run_id: string;
  readonly at: Time;
}

interface LossesTable {
  readonly workload: string;
  readonly key: string;
  readonly takes: number;
  readonly at: Time;
}

interface StartsTable {
  readonly run_id: string;
  readonly playbook: string;
  readonly target: string;
  readonly at: Time;
  readonly is_allowed: boolean;
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
  readonly pinned_by: string | null;
  readonly pinned_at: Time | null;
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
  readonly due_at: Time | null;
  readonly looks: Generated<number>;
  readonly is_silenced: Generated<boolean>;
  readonly missed_listings: Generated<number>;
  readonly missed_since: Time | null;
  readonly result: string | null;
  readonly page_at: Time | null;
  readonly paged_at: Time | null;
  readonly group_key: string | null;
}

interface CheckpointsTable {
  readonly number: number;
  readonly at: Time;
  readonly upto: number;
  readonly body: string;
  readonly heads: string;
  readonly key: string;
  readonly signature: string;
}

interface AnchorsTable {
  readonly place: string;
  readonly number: number;
  readonly at: Time;
}

interface VerdictsTable {
  readonly occurrence_id: string;
  readonly seq: number;
  readonly at: Time;
  readonly result: string;
  readonly run_id: string | null;
  readonly report: JsonText;
}

interface HeartbeatsTable {
  readonly source: string;
  readonly at: Time;
}

interface WindowsTable {
  readonly id: string;
  readonly kind: string;
  readonly labels: JsonText;
  readonly reason: string;
  readonly starts_at: Time;
  readonly ends_at: Time;
  readonly made_by: string;
}

interface RunNewsTable {
  readonly run_id: string;
  readonly told_seq: number;
  readonly over_seq: number | null;
  readonly again_seq: number;
  readonly began_at: Time;
  readonly home: string | null;
  readonly channel: string | null;
  readonly line: string | null;
}

interface ChatMessagesTable {
  readonly key: string;
  readonly n: Generated<number>;
  readonly channel: string;
  readonly thread: string | null;
  readonly notice: JsonText;
  readonly urgency: number;
  readonly worth: string;
  readonly worth_until: Time | null;
  readonly joins: boolean;
  readonly revision: Generated<number>;
  readonly shown: Generated<number>;
  readonly posted_channel: string | null;
  readonly posted_id: string | null;
  readonly tried_at: Time | null;
  readonly dropped_because: string | null;
}

interface ChatTellersTable {
  readonly chat: string;
  readonly teller: string;
  readonly until: Time;
}

interface AccessKeysTable {
  readonly id: string;
  readonly name: string;
  readonly person: string | null;
  readonly roles: readonly string[];
  readonly digest: Buffer;
  readonly old_digest: Buffer | null;
  readonly old_until: Time | null;
  readonly made_by: string;
  readonly made_at: Time;
  readonly expires_at: Time;
  readonly used_at: Time | null;
  readonly revoked_at: Time | null;
}

interface SessionsTable {
  readonly digest: Buffer;
  readonly person: string;
  readonly way: string;
  readonly began_at: Time;
  readonly expires_at: Time;
  readonly ended_at: Time | null;
}

interface AnswersTable {
  readonly actor: string;
  readonly key: string;
  readonly request: Buffer;
  readonly asked_at: Time;
  readonly status: number | null;
  readonly type: string | null;
  readonly body: string | null;
}

interface WorkersTable {
  readonly name: string;
  readonly version: string;
  readonly began_at: Time;
  readonly seen_at: Time;
  readonly ended_at: Time | null;
}
