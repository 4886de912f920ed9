import { types } from "pg";
import type { JsonValue } from "../../model/json.ts";

/**
 * What a value of PostgreSQL is as data. Numbers are numbers, except those that a number cannot
 * hold: whole ones beyond 2^53, infinities, NaN. What has no counterpart stays as PostgreSQL
 * spells it.
 */
export function jsonOf(type: number, text: string): JsonValue {
  switch (type) {
    case types.builtins.BOOL:
      return text === "t";
    case types.builtins.INT2:
    case types.builtins.INT4:
    case types.builtins.OID:
      return Number(text);
    case types.builtins.INT8:
      return Number.isSafeInteger(Number(text)) ? Number(text) : text;
    case types.builtins.FLOAT4:
    case types.builtins.FLOAT8:
    case types.builtins.NUMERIC:
      return Number.isFinite(Number(text)) ? Number(text) : text;
    case types.builtins.TIMESTAMPTZ:
      return momentOf(text);
    case types.builtins.JSON:
    case types.builtins.JSONB:
      return JSON.parse(text) as JsonValue; // the server has parsed it already
    default:
      return text;
  }
}

/** The session speaks UTC in ISO order. Only `infinity` and years far away are no moments for us. */
function momentOf(text: string): string {
  const moment = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00$/.test(text)
    ? new Date(text.replace(" ", "T").replace("+00", "Z"))
    : undefined;
  return moment === undefined ? text : moment.toISOString();
}
