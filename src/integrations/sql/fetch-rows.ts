import { type Client, Query, type QueryArrayResult } from "pg";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { SqlMiss, Statement } from "../../ports/sql-database.ts";
import { jsonOf } from "./json-values.ts";

export interface RowsWanted {
  readonly most: number;
  /** Whether to hang up when there is enough, instead of hearing the statement out. */
  readonly mayHangUp: boolean;
}

export type Fetched =
  | {
      readonly is: "fetched";
      readonly rows: readonly JsonObject[];
      readonly isCut: boolean;
      /** How many rows the server says it has touched or found. */
      readonly count: number;
    }
  | Extract<SqlMiss, { is: "too_large" | "same_columns" }>;

const MOST_BYTES = 1_048_576;

/**
 * Sends one statement in the extended protocol, which takes no second one beside it, and reads
 * rows as they come, so that a long answer is never held as a whole. Throws what the server says.
 */
export async function fetchRows(
  client: Client,
  { text, values }: Statement,
  { most, mayHangUp }: RowsWanted,
): Promise<Fetched> {
  const rows: JsonValue[][] = [];
  let bytes = 0;
  let isCut = false;
  let isEnough = false;
  // Its type declarations lag behind the driver, which knows both modes.
  const config = { text, values: [...values], types, queryMode: "extended", rowMode: "array" };
  const query = new Query<JsonValue[]>(config);
  const ended = new Promise<QueryArrayResult>((resolve, reject) => {
    const enough = (result: unknown): void => {
      if (!mayHangUp || isEnough) return;
      isEnough = true;
      resolve(result as QueryArrayResult); // rows come after the result's columns are known
      void client.end().catch(() => undefined);
    };
    query.on("row", (row, result) => {
      bytes += Buffer.byteLength(JSON.stringify(row));
      isCut = rows.length >= most;
      if (!isCut && bytes <= MOST_BYTES) rows.push(row);
      else enough(result);
    });
    query.on("error", reject);
    query.on("end", (result) => resolve(result as unknown as QueryArrayResult)); // in array mode
  });
  client.query(query);
  const { fields, rowCount } = await ended;
  const names = fields.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return { is: "same_columns", name: twice };
  if (bytes > MOST_BYTES && !isCut) return { is: "too_large", bytes };
  return {
    is: "fetched",
    rows: rows.map((row) => Object.fromEntries(row.map((value, at) => [names[at] ?? "", value]))),
    isCut,
    count: rowCount ?? 0,
  };
}

const types = {
  getTypeParser: (type: number) => (text: string) => jsonOf(type, text),
};
