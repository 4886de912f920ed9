import { parseDuration } from "../model/duration.ts";
import { ID_PATTERN, NAME_PATTERN } from "../model/fields.ts";
import { isList, type JsonValue } from "../model/json.ts";
import { type Param, scalarType, takesList } from "../playbook/format/param.ts";

export type ReadValue = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false };

const MISFIT: ReadValue = { ok: false };
export const MOST_ITEMS = 100;
const INT = /^(?:0|-?[1-9][0-9]{0,15})$/;
const NUMBER = /^-?(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?$/;

/**
 * Reads a value as the type that a param declares, strictly: what does not fit is refused, never
 * repaired. Labels are text, so every type can be read from text; commas then part a list.
 */
export function readParamValue(param: Param, value: JsonValue): ReadValue {
  return takesList(param) ? readList(param, value) : readScalar(param, value);
}

function readList(param: Param, value: JsonValue): ReadValue {
  const items = typeof value === "string" ? value.split(",").map((item) => item.trim()) : value;
  if (!isList(items) || items.length > MOST_ITEMS) return MISFIT;
  const values: JsonValue[] = [];
  for (const item of items) {
    const read = item === "" ? MISFIT : readScalar(param, item);
    if (!read.ok) return MISFIT;
    values.push(read.value);
  }
  return { ok: true, value: values };
}

function readScalar(param: Param, value: JsonValue): ReadValue {
  const type = scalarType(param);
  switch (type) {
    case "name":
      return acceptIf(typeof value === "string" && NAME_PATTERN.test(value), value);
    case "id":
      return acceptIf(typeof value === "string" && ID_PATTERN.test(value), value);
    case "enum":
      return acceptIf(typeof value === "string" && (param.of ?? []).includes(value), value);
    case "text":
      return acceptIf(typeof value === "string", value);
    case "bool":
      return readBool(value);
    case "int":
    case "number":
      return readNumber(param, value, type);
    case "duration": {
      const size = sizeOfDuration(value);
      return acceptIf(size !== undefined && isWithin(size, param, sizeOfDuration), value);
    }
  }
}

function acceptIf(fits: boolean, value: JsonValue): ReadValue {
  return fits ? { ok: true, value } : MISFIT;
}

function readBool(value: JsonValue): ReadValue {
  if (value === true || value === "true") return { ok: true, value: true };
  if (value === false || value === "false") return { ok: true, value: false };
  return MISFIT;
}

function readNumber(param: Param, value: JsonValue, type: "int" | "number"): ReadValue {
  const digits = type === "int" ? INT : NUMBER;
  const amount = typeof value === "string" && digits.test(value) ? Number(value) : value;
  const isThatNumber = type === "int" ? Number.isSafeInteger : Number.isFinite;
  if (typeof amount !== "number" || !isThatNumber(amount)) return MISFIT;
  // Adding 0 turns -0 into 0, so that equal numbers stay equal once written down.
  return acceptIf(isWithin(amount, param, sizeOfNumber), amount + 0);
}

type SizeOf = (value: JsonValue) => number | undefined;

/** A limit that cannot be read lets nothing through: the author meant some limit. */
function isWithin(size: number, { min, max }: Param, sizeOf: SizeOf): boolean {
  const low = min === undefined ? -Infinity : (sizeOf(min) ?? Infinity);
  const high = max === undefined ? Infinity : (sizeOf(max) ?? -Infinity);
  return low <= size && size <= high;
}

function sizeOfNumber(value: JsonValue): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function sizeOfDuration(value: JsonValue): number | undefined {
  const size = typeof value === "string" ? parseDuration(value) : undefined;
  return Number.isSafeInteger(size) ? size : undefined;
}
