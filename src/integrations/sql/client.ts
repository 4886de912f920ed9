import { type Client, escapeIdentifier } from "pg";
import type {
  SqlChange,
  SqlChanged,
  SqlDatabase,
  SqlFound,
  SqlMiss,
  Statement,
} from "../../ports/sql-database.ts";
import { fetchRows, type Fetched } from "./fetch-rows.ts";
import { type Markers, markersIn } from "./markers.ts";
import { missOf } from "./refusal.ts";
import { begin, type SessionOptions, withSession } from "./session.ts";

export interface SqlOptions extends SessionOptions {
  /** A table that remembers the keys of effects, as docs/examples/connections.yaml makes it. */
  readonly markerTable?: string;
}

/** Rows that a change gives back are for the reader; it is judged by how many it touched. */
const MOST_RETURNED = 100;

export function createSqlDatabase(options: SqlOptions): SqlDatabase {
  const { markerTable } = options;
  const markers = markerTable === undefined ? undefined : markersIn(quotedName(markerTable));
  const read: SqlDatabase["read"] = async (statement, most, signal) =>
    withSession(options, signal, (client) => readIn(client, statement, most, options));
  return {
    honoursKey: markers !== undefined,
    read,
    tryOut: ({ text, values }, signal) => read({ text: `explain ${text}`, values }, 1, signal),
    change: (change, signal) =>
      withSession(options, signal, (client) =>
        changeIn(client, change, { options, markers, table: markerTable ?? "", signal }),
      ),
  };
}

function quotedName(table: string): string {
  return table.split(".").map(escapeIdentifier).join(".");
}

async function readIn(
  client: Client,
  statement: Statement,
  most: number,
  options: SqlOptions,
): Promise<SqlFound> {
  try {
    await client.query(begin("read only", options));
    const fetched = await fetchRows(client, statement, { most, mayHangUp: true });
    return fetched.is === "fetched" ? { ...fetched, is: "found" } : fetched;
  } catch (error) {
    return missOf(error);
  }
}

interface Means {
  readonly options: SqlOptions;
  readonly markers: Markers | undefined;
  readonly table: string;
  readonly signal: AbortSignal;
}

/** Whatever ends early here ends the session with it, and so takes everything back. */
async function changeIn(
  client: Client,
  { statement, rows, key }: SqlChange,
  { options, markers, table, signal }: Means,
): Promise<SqlChanged> {
  let fetched: Fetched;
  try {
    await client.query(begin("read write", options));
    const marked = await mark(client, key, markers);
    if (marked.is !== "new")
      return marked.is === "known" ? marked.changed : noMarkers(marked, table);
    fetched = await fetchRows(client, statement, { most: MOST_RETURNED, mayHangUp: false });
    if (fetched.is !== "fetched") return fetched;
    const { count } = fetched;
    if (count < rows.min || count > rows.max) {
      await client.query("rollback");
      return { is: "other_count", count };
    }
    await markers?.fill(client, key, { count, rows: fetched.rows });
  } catch (error) {
    return missOf(error);
  }
  if (signal.aborted) return { is: "broken_off", detail: String(signal.reason) };
  return commit(client, { is: "changed", count: fetched.count, rows: fetched.rows });
}

type Marked =
  | { readonly is: "new" }
  | { readonly is: "known"; readonly changed: SqlChanged }
  | { readonly is: "no_markers"; readonly detail: string };

async function mark(client: Client, key: string, markers: Markers | undefined): Promise<Marked> {
  if (markers === undefined) return { is: "new" };
  try {
    const before = await markers.claim(client, key);
    if (before === undefined) return { is: "new" };
    return { is: "known", changed: { is: "changed", ...before } };
  } catch (error) {
    const miss = missOf(error);
    if (miss.is === "refused" && miss.why === "no_such_table") {
      return { is: "no_markers", detail: miss.detail };
    }
    throw error;
  }
}

function noMarkers({ detail }: { readonly detail: string }, table: string): SqlChanged {
  return { is: "no_markers", table, detail };
}

/** From here on, only the server's word says whether it took place. */
async function commit(client: Client, changed: SqlChanged): Promise<SqlChanged> {
  try {
    const { command } = await client.query("commit");
    if (command === "COMMIT") return changed;
    return { is: "broken_off", detail: `the server answered ${command} to commit` };
  } catch (error) {
    const miss: SqlMiss = missOf(error);
    return miss.is === "broken_off" ? { is: "in_doubt", detail: miss.detail } : miss;
  }
}
