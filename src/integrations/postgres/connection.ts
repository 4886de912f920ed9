import { DatabaseError, Pool, type PoolConfig, types } from "pg";

/** A server of our own on a socket, or the one that `DATABASE_URL` names. */
export type Address =
  | {
      readonly host: string;
      readonly database: string;
      readonly user: string;
      readonly port?: number;
    }
  | { readonly connectionString: string };

export interface PoolOptions {
  readonly max: number;
  /** Told of every connection that breaks, also while nobody uses it. */
  readonly onBroken: (error: Error) => void;
  /** For one statement; the usual 5 s when it is not given. */
  readonly statementMs?: number;
}

export function openPool(address: Address, { max, onBroken, statementMs }: PoolOptions): Pool {
  const pool = new Pool({
    ...address,
    ...deadlines(statementMs ?? 5_000),
    options: PLANS,
    max,
    keepAlive: true,
    application_name: "pitcrew",
    types: { getTypeParser: parserOf },
  });
  // A client in use has to listen for itself; without that, a server restart ends our process.
  pool.on("connect", (client) => {
    client.on("error", (error) => {
      if (!pool.ending) onBroken(error);
    });
  });
  // The client has told it already.
  pool.on("error", () => undefined);
  return pool;
}

/**
 * A connection keeps the plan it once made for a statement, and may have made it while the tables
 * were empty. So what can be found by an index always is, however little there is to read. A URL
 * that brings options of its own has the last word.
 */
const PLANS = "-c enable_seqscan=off";

/** Nothing waits for ever. The server gives up before we do, so that the connection stays usable. */
function deadlines(statementMs: number): PoolConfig {
  return {
    connectionTimeoutMillis: 3_000,
    lock_timeout: 2_000,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: statementMs,
    query_timeout: statementMs + 1_000,
  };
}

/**
 * Whether nobody knows what became of a statement: the connection broke, or the answer did not
 * come in time. An error that the server reported about the statement itself undid it.
 */
export function isAnswerLost(error: unknown): boolean {
  return !(error instanceof DatabaseError && error.severity === "ERROR");
}

/** Counters and times are numbers here. JSON stays text until somebody asks for it. */
function parserOf(type: number): (text: string) => unknown {
  switch (type) {
    case types.builtins.INT8:
      return Number;
    case types.builtins.TIMESTAMPTZ:
      return (text) => parseTime(text).getTime();
    case types.builtins.JSON:
      return (text) => text;
    default:
      return types.getTypeParser(type);
  }
}

const parseTime: (text: string) => Date = types.getTypeParser(types.builtins.TIMESTAMPTZ);
