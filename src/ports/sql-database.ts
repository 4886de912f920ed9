import type { JsonObject } from "../model/json.ts";

/** One statement, written by an author, and the values that the driver carries beside it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly (string | number | boolean | null)[];
}

/** Why there is no result. In all of these cases nothing has been changed. */
export type SqlMiss =
  /** The connection could not be made, so that nothing was sent. */
  | {
      readonly is: "unreached";
      readonly why: "not_ready" | "connection_failed" | "aborted";
      readonly detail: string;
    }
  /** The server has said no, and taken back what the statement had done. */
  | {
      readonly is: "refused";
      readonly why: SqlRefusal;
      /** SQLSTATE. */
      readonly state: string;
      readonly detail: string;
    }
  /** The connection broke before anything was committed, so the server took everything back. */
  | { readonly is: "broken_off"; readonly detail: string }
  | { readonly is: "too_large"; readonly bytes: number }
  /** Two columns of one name, of which one would be lost. */
  | { readonly is: "same_columns"; readonly name: string };

export type SqlRefusal =
  | "would_write"
  | "several_statements"
  | "too_slow"
  /** Others are in the way at the moment: a lock, a deadlock, no more connections or memory. */
  | "cannot_now"
  | "no_such_table"
  | "not_loaded"
  | "other";

export interface SqlRows {
  readonly rows: readonly JsonObject[];
  /** Whether there were more rows than asked for. */
  readonly isCut: boolean;
}

export type SqlFound = ({ readonly is: "found" } & SqlRows) | SqlMiss;

export interface SqlChange {
  readonly statement: Statement;
  /** How many rows it may touch; with fewer or more, all of it is taken back. */
  readonly rows: { readonly min: number; readonly max: number };
  /** The same for every try of one effect. */
  readonly key: string;
}

export type SqlChanged =
  | { readonly is: "changed"; readonly count: number; readonly rows: readonly JsonObject[] }
  | { readonly is: "other_count"; readonly count: number }
  /** The connection says that markers are kept, but the table for them is not there. */
  | { readonly is: "no_markers"; readonly table: string; readonly detail: string }
  /** The commit was sent, and nobody knows what came of it. */
  | { readonly is: "in_doubt"; readonly detail: string }
  | SqlMiss;

/** One database that an operator has listed. */
export interface SqlDatabase {
  /** Whether it remembers the keys of effects, so that asking twice is safe. */
  readonly honoursKey: boolean;
  /** In a transaction that can only read. */
  readonly read: (statement: Statement, most: number, signal: AbortSignal) => Promise<SqlFound>;
  /** Whether the server would take the statement: its grammar, its tables, our rights. */
  readonly tryOut: (statement: Statement, signal: AbortSignal) => Promise<SqlFound>;
  /** In one transaction, together with the mark that its key leaves. */
  readonly change: (change: SqlChange, signal: AbortSignal) => Promise<SqlChanged>;
}
