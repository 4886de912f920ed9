import type { Generated } from "kysely";
import type { Time } from "./column.ts";

export interface PlaybookVersionsTable {
  readonly name: string;
  readonly version: string;
  readonly hash: string;
  readonly content: string;
  readonly published_at: Time;
}

export interface ActivationsTable {
  readonly name: string;
  readonly hash: string | null;
  readonly since: Time;
  readonly pinned_by: string | null;
  readonly pinned_at: Time | null;
}

export interface SchedulesTable {
  readonly name: string;
  readonly times: string;
  readonly since: Time;
}

export interface ScheduleTimesTable {
  readonly schedule: string;
  readonly at: Time;
  readonly claimed_at: Time;
  readonly result: Generated<string>;
  readonly run_id: string | null;
  readonly because: string | null;
}

export interface LedgerTable {
  readonly run_id: string;
  readonly lesson: string;
  readonly playbook: string;
  readonly hash: string;
  readonly environment: string;
  readonly at: Time;
}
