import type { JsonValue } from "../../model/json.ts";

/** Asks an Alertmanager what fires now, of all that it would send to one of its receivers. */
export interface AlertLister {
  readonly list: (receiver: string, signal: AbortSignal) => Promise<Listed>;
}

export type Listed =
  /** As it came, and all of it. */
  | { readonly is: "listed"; readonly body: JsonValue }
  | { readonly is: "not_listed"; readonly detail: string };
