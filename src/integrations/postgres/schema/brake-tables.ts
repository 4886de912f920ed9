import type { Generated } from "kysely";
import type { Time } from "./column.ts";

export interface SwitchesTable {
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

export interface CooldownsTable {
  readonly playbook: string;
  readonly target: string;
  readonly run_id: string;
  readonly at: Time;
}

export interface LossesTable {
  readonly workload: string;
  readonly key: string;
  readonly takes: number;
  readonly at: Time;
}

export interface StartsTable {
  readonly run_id: string;
  readonly playbook: string;
  readonly target: string;
  readonly at: Time;
  readonly is_allowed: boolean;
}
