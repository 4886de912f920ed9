import type { HttpAnswer } from "./http-caller.ts";

/** Which lines are looked for. All of it is data; the source writes its own query from it. */
export interface LogSearch {
  /** Each label must have this very value. */
  readonly labels: Readonly<Record<string, string>>;
  /** Each of these texts must stand in the line. */
  readonly contains: readonly string[];
  /** How far back, in milliseconds. */
  readonly sinceMs: number;
  readonly most: number;
}

export interface LogLine {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly text: string;
}

export interface LogStream {
  readonly labels: Readonly<Record<string, string>>;
  readonly lines: readonly LogLine[];
}

export type LogAnswer =
  | { readonly is: "found"; readonly streams: readonly LogStream[] }
  | {
      readonly is: "refused";
      readonly why: "cannot_now" | "other";
      readonly status: number;
      readonly detail: string;
    }
  | Exclude<HttpAnswer, { is: "answered" }>;

/** Searches the logs of one source, the newest lines first. */
export interface LogSource {
  readonly search: (search: LogSearch, signal: AbortSignal) => Promise<LogAnswer>;
}
