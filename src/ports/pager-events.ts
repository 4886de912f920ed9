import type { JsonValue } from "../model/json.ts";

/** What PagerDuty has told us and nobody has acted on yet. */
export interface PagerEvents {
  /** Stored when this returns; the same delivery again changes nothing. */
  readonly keep: (delivery: string, event: JsonValue) => Promise<void>;
  /** The oldest first; nobody else takes them for so long. */
  readonly take: (limit: number, forMs: number) => Promise<readonly KeptEvent[]>;
  readonly finish: (delivery: string) => Promise<void>;
}

export interface KeptEvent {
  readonly delivery: string;
  readonly event: JsonValue;
}
