import { hash } from "node:crypto";
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from "kysely";
import type { Pool, PoolClient } from "pg";
import { type Address, isAnswerLost, openPool, type PoolOptions } from "./connection.ts";
import type { Schema } from "./schema.ts";

export type Database = Kysely<Schema>;

export function openDatabase(address: Address, options: PoolOptions): Database {
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: guard(openPool(address, options)) }),
  });
}

/**
 * Keeps a connection out of the pool once its answer was lost: the next user would get the
 * answer that the one before has stopped waiting for.
 */
function guard(pool: Pool): PostgresPool {
  return {
    connect: async () => guardClient(await pool.connect()),
    end: () => pool.end(),
    options: pool.options,
  };
}

function guardClient(client: PoolClient): PostgresPoolClient {
  let isBroken = false;
  return {
    // Kysely calls it in this way alone, as long as no cursors are configured.
    query: (async (text: string, values: unknown[]) => {
      try {
        return await client.query(statement(text, values));
      } catch (error) {
        isBroken ||= isAnswerLost(error);
        throw error;
      }
    }) as unknown as PostgresPoolClient["query"],
    release: (discard) => client.release(isBroken || discard),
  };
}

interface Statement {
  readonly text: string;
  readonly values: unknown[];
  readonly name?: string;
}

/** A statement with values is planned once per connection and then called by its name. */
function statement(text: string, values: unknown[]): Statement {
  if (values.length === 0) return { text, values };
  return { name: hash("sha1", text, "base64url"), text, values };
}
