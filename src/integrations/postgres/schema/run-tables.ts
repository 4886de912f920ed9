import type { Generated } from "kysely";
import type { JsonText, Time } from "./column.ts";

export interface RunsTable {
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
  readonly form: Generated<number>;
  readonly waits_for: string | null;
}

export interface InboxTable {
  readonly run_id: string;
  readonly seq: number;
  readonly id: string;
  readonly event: JsonText;
  readonly actor: string;
  readonly surface: string;
  readonly at: Time;
}

export interface IntentsTable {
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

export interface ApprovalsTable {
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

export interface ApprovedEffectsTable {
  readonly run_id: string;
  readonly step: string;
  readonly round: number;
  readonly item: number;
  readonly phase: string;
  readonly key: string;
  readonly digest: string;
}

export interface TargetLocksTable {
  readonly target: string;
  readonly holder_run: string | null;
  readonly holder_person: string | null;
  readonly since: Time | null;
  readonly until: Time | null;
  readonly reason: string | null;
}

export interface WorkersTable {
  readonly name: string;
  readonly version: string;
  readonly began_at: Time;
  readonly seen_at: Time;
  readonly ended_at: Time | null;
}
