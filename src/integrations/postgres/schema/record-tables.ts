import type { Generated } from "kysely";
import type { Time } from "./column.ts";

export interface EventsTable {
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

export interface CheckpointsTable {
  readonly number: number;
  readonly at: Time;
  readonly upto: number;
  readonly body: string;
  readonly heads: string;
  readonly key: string;
  readonly signature: string;
}

export interface AnchorsTable {
  readonly place: string;
  readonly number: number;
  readonly at: Time;
}
