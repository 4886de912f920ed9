import { type RawBuilder, sql } from "kysely";

type ColumnType = "uuid" | "text" | "json" | "integer" | "bigint" | "double precision" | "boolean";

export type Columns = Readonly<Record<string, ColumnType>>;

type Value = string | number | boolean | null;

/**
 * Rows as a table inside one statement, with `n` for their order: as many rows as you like, one
 * parameter for each column, so that the statement's text never depends on the data.
 */
export function rowsAs<Column extends string>(
  table: string,
  columns: Readonly<Record<Column, ColumnType>>,
  rows: readonly Readonly<Record<NoInfer<Column>, Value>>[],
): RawBuilder<unknown> {
  // `Object.keys` forgets which keys it saw.
  const names = Object.keys(columns) as Column[];
  const lists = names.map(
    (name) => sql`${rows.map((row) => row[name])}::${sql.raw(columns[name])}[]`,
  );
  const heads = [...names, "n"].map((name) => sql.id(name));
  return sql`unnest(${sql.join(lists)}) with ordinality as ${sql.id(table)} (${sql.join(heads)})`;
}
