import type { AccessKeysTable, AnswersTable, SessionsTable } from "./schema/access-tables.ts";
import type {
  HeartbeatsTable,
  OccurrencesTable,
  VerdictsTable,
  WindowsTable,
} from "./schema/alert-tables.ts";
import type {
  CooldownsTable,
  LossesTable,
  StartsTable,
  SwitchesTable,
} from "./schema/brake-tables.ts";
import type {
  ChatMessagesTable,
  ChatTellersTable,
  ChatWishesTable,
  IncidentsTable,
  OutboxTable,
  PagerEventsTable,
  RunNewsTable,
} from "./schema/message-tables.ts";
import type {
  ActivationsTable,
  LedgerTable,
  PlaybookVersionsTable,
  ScheduleTimesTable,
  SchedulesTable,
} from "./schema/playbook-tables.ts";
import type { AnchorsTable, CheckpointsTable, EventsTable } from "./schema/record-tables.ts";
import type {
  ApprovalsTable,
  ApprovedEffectsTable,
  InboxTable,
  IntentsTable,
  RunsTable,
  TargetLocksTable,
  WorkersTable,
} from "./schema/run-tables.ts";

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
  readonly chat_wishes: ChatWishesTable;
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
  readonly ledger: LedgerTable;
}
