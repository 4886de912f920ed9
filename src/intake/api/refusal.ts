import type { Code } from "../../model/codes.ts";
import type { Failure } from "../../model/failure.ts";

/** Why a request is not carried out, for the person who made it. */
export interface Refusal {
  readonly code: Code;
  readonly message: string;
  readonly remedy: string;
}

/** What came of a request. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

export function answer<Value>(value: Value): Answer<Value> {
  return { ok: true, value };
}

export function refuse(code: Code, message: string, remedy: string): Answer<never> {
  return { ok: false, refusal: { code, message, remedy } };
}

/** Without the detail of a failure, which may hold anything. */
export function refusalOf({ code, message, remedy }: Failure): Refusal {
  return { code, message, remedy };
}
