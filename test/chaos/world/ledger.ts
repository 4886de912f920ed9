import { setTimeout as pause } from "node:timers/promises";
import { Pool, type PoolClient, type QueryResultRow } from "pg";
import type { Run } from "../../../src/engine/machine/state.ts";
import { CLAIMS_WITHOUT_PROGRESS } from "../../../src/ports/run-store.ts";
import type { Connection } from "../../postgres/administer.ts";

/** The record as a bystander reads it, past everything that an experiment breaks. */
export interface Ledger {
  readonly all: () => Promise<readonly { readonly id: string; readonly playbook: string }[]>;
  /** The states of all that have not ended. */
  readonly open: () => Promise<readonly Run[]>;
  /** Runs that neither have ended nor wait for a person or for a time far away. */
  readonly moving: () => Promise<ReadonlySet<string>>;
  /** Waits until the run is like this. */
  readonly until: (run: string, is: (state: Run) => boolean) => Promise<void>;
  /** Over one connection. */
  readonly reading: <T>(read: (database: PoolClient) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export function openLedger(database: Connection & { readonly port?: number }): Ledger {
  const pool = new Pool({ ...database, max: 3, connectionTimeoutMillis: 3_000 });
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", () => undefined);

  async function reading<T>(read: (database: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    try {
      return await read(client);
    } finally {
      client.release();
    }
  }

  async function ask<Row extends QueryResultRow>(
    text: string,
    values: unknown[] = [],
  ): Promise<readonly Row[]> {
    return (await pool.query<Row>(text, values)).rows;
  }

  return {
    reading,
    close: () => pool.end(),
    all: () => ask("select id, playbook from runs order by started_at"),
    open: async () => {
      const rows = await ask<{ readonly state: string }>(
        "select state::text as state from runs where ended_at is null",
      );
      return rows.map(({ state }) => JSON.parse(state) as Run); // only the store writes it
    },
    moving: async () => {
      const rows = await ask<{ readonly id: string }>(MOVING, [CLAIMS_WITHOUT_PROGRESS]);
      return new Set(rows.map(({ id }) => id));
    },
    until: async (run, is) => {
      for (;;) {
        const [row] = await ask<{ readonly state: string }>(
          "select state::text as state from runs where id = $1",
          [run],
        );
        if (row !== undefined && is(JSON.parse(row.state) as Run)) return;
        await pause(50);
      }
    },
  };
}

/** Tries follow each other within seconds, and people are given many minutes. */
const MOVING = `
  select id from runs
  where ended_at is null
    and not (
      worker is null and heard_seq = wake_seq
      and (due_at is null or due_at > now() + interval '1 minute')
    )
    and not (
      claims_without_progress >= $1 and (lease_until is null or lease_until < now())
    )
`;
