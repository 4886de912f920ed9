import type { Generated } from "kysely";
import type { JsonText, Time } from "./column.ts";

export interface OutboxTable {
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

export interface RunNewsTable {
  readonly run_id: string;
  readonly told_seq: number;
  readonly over_seq: number | null;
  readonly again_seq: number;
  readonly began_at: Time;
  readonly home: string | null;
  readonly channel: string | null;
  readonly line: string | null;
  readonly targets: Generated<readonly string[]>;
}

export interface ChatMessagesTable {
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
  readonly made_at: Time;
}

export interface ChatTellersTable {
  readonly chat: string;
  readonly teller: string;
  readonly until: Time;
}

export interface IncidentsTable {
  readonly key: string;
  readonly service: string;
  readonly run_id: string | null;
  readonly occurrence_id: string | null;
  readonly opened_at: Time;
  readonly acknowledged_at: Time | null;
  readonly resolved_at: Time | null;
}

export interface PagerEventsTable {
  readonly delivery: string;
  readonly n: Generated<number>;
  readonly event: JsonText;
  readonly at: Time;
  readonly next_at: Time;
  readonly finished_at: Time | null;
}

export interface ChatWishesTable {
  readonly account: string;
  readonly is_direct: boolean;
  readonly quiet_from: number | null;
  readonly quiet_until: number | null;
}
