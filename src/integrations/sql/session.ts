import { Client, type ClientConfig } from "pg";
import type { SqlMiss } from "../../ports/sql-database.ts";

export interface SessionOptions {
  /** `postgres://…`, asked for each session, so a renewed secret is used at once. */
  readonly url: () => Promise<string>;
  /** Milliseconds for one statement. */
  readonly statementMs: number;
}

type Unreached = Extract<SqlMiss, { is: "unreached" }>;

/**
 * A session for one transaction and no more. What a statement does to its session, such as an
 * advisory lock or a setting, ends with it, and no later step meets it.
 *
 * An abort hangs up; the server takes back what was not committed.
 */
export async function withSession<Result>(
  options: SessionOptions,
  signal: AbortSignal,
  use: (client: Client) => Promise<Result>,
): Promise<Result | Unreached> {
  if (signal.aborted) return unreached("aborted", signal.reason);
  const client = await clientFor(options);
  if ("is" in client) return client;
  // Whoever waits for the session is told by what it awaits.
  client.on("error", () => undefined);
  const hangUp = (): void => void client.end().catch(() => undefined);
  signal.addEventListener("abort", hangUp, { once: true });
  try {
    const problem = await client.connect().then(
      () => undefined,
      (error: unknown) => unreached(signal.aborted ? "aborted" : "connection_failed", error),
    );
    return problem ?? (await use(client));
  } finally {
    signal.removeEventListener("abort", hangUp);
    hangUp();
  }
}

async function clientFor({ url }: SessionOptions): Promise<Client | Unreached> {
  try {
    const config: ClientConfig = {
      connectionString: await url(),
      connectionTimeoutMillis: 3_000,
      application_name: "pitcrew",
    };
    return new Client(config);
  } catch (error) {
    return unreached("not_ready", error instanceof Error ? error.message : error);
  }
}

function unreached(why: Unreached["why"], reason: unknown): Unreached {
  return { is: "unreached", why, detail: String(reason) };
}

/** Set within the transaction, because some poolers take no settings when a session begins. */
export function begin(mode: "read only" | "read write", { statementMs }: SessionOptions): string {
  return `
    begin transaction ${mode};
    set local statement_timeout = ${statementMs};
    set local idle_in_transaction_session_timeout = ${statementMs};
    set local lock_timeout = ${Math.min(2_000, statementMs)};
    set local timezone = 'UTC';
    set local datestyle = 'ISO';
  `;
}
