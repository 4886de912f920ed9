import type { FieldError } from "../../api/status.ts";

export function required(field: string, message = ""): FieldError {
  const text = message === "" ? "Required value" : `Required value: ${message}`;
  return { reason: "FieldValueRequired", field, message: text };
}

export function wrong(field: string, value: unknown, why: string): FieldError {
  const shown = JSON.stringify(value);
  return { reason: "FieldValueInvalid", field, message: `Invalid value: ${shown}: ${why}` };
}

export function forbidden(field: string, why: string): FieldError {
  return { reason: "FieldValueForbidden", field, message: `Forbidden: ${why}` };
}

export function unsupported(field: string, value: string, known: readonly string[]): FieldError {
  const names = known.map((name) => `"${name}"`).join(", ");
  const message = `Unsupported value: "${value}": supported values: ${names}`;
  return { reason: "FieldValueNotSupported", field, message };
}

export const IMMUTABLE = "field is immutable";

export function atLeast(least: number): string {
  return `must be greater than or equal to ${least}`;
}
