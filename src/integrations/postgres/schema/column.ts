import type { ColumnType } from "kysely";

/** Epoch milliseconds when read; written only by the database's own clock or `time(…)`. */
export type Time = ColumnType<number, never, never>;

/** Kept as the exact text, because `jsonb` refuses or changes some of what JSON can say. */
export type JsonText = string;
