import { isObject, type JsonObject } from "../model/json.ts";
import type { Step } from "./format/step.ts";

/** The read that a `wait_until` step asks again and again, named inside its own `with`. */
export interface Poll {
  readonly kind: string;
  readonly with: JsonObject;
  readonly that: string;
}

/** What a `wait_until` polls; nothing for other kinds, and for one that is written wrongly. */
export function pollOf(step: Step): Poll | undefined {
  if (step.kind !== "wait_until") return undefined;
  const { kind, with: given = {}, that } = step.with;
  if (typeof kind !== "string" || typeof that !== "string" || !isObject(given)) return undefined;
  return { kind, with: given, that };
}
