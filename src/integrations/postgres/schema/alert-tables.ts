import type { Generated } from "kysely";
import type { JsonText, Time } from "./column.ts";

export interface OccurrencesTable {
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
  readonly generator_url: string | null;
  readonly sender_url: string | null;
}

export interface VerdictsTable {
  readonly occurrence_id: string;
  readonly seq: number;
  readonly at: Time;
  readonly result: string;
  readonly run_id: string | null;
  readonly report: JsonText;
}

export interface HeartbeatsTable {
  readonly source: string;
  readonly at: Time;
}

export interface WindowsTable {
  readonly id: string;
  readonly kind: string;
  readonly labels: JsonText;
  readonly reason: string;
  readonly starts_at: Time;
  readonly ends_at: Time;
  readonly made_by: string;
}
