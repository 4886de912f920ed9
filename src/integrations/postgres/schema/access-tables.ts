import type { Time } from "./column.ts";

export interface AccessKeysTable {
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

export interface SessionsTable {
  readonly digest: Buffer;
  readonly person: string;
  readonly way: string;
  readonly began_at: Time;
  readonly expires_at: Time;
  readonly ended_at: Time | null;
}

export interface AnswersTable {
  readonly actor: string;
  readonly key: string;
  readonly request: Buffer;
  readonly asked_at: Time;
  readonly status: number | null;
  readonly type: string | null;
  readonly body: string | null;
}
