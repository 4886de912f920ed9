import type { HttpAnswer } from "./http-caller.ts";

export interface Sample {
  /** Epoch milliseconds. */
  readonly at: number;
  /** May be infinite or no number at all, as Prometheus has such values too. */
  readonly value: number;
}

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** One for a query about now; the newest last for one about a stretch of time. */
  readonly samples: readonly Sample[];
}

/** A stretch of time that ends now, in seconds. */
export interface Stretch {
  readonly last: number;
  readonly step: number;
}

export type MetricsAnswer =
  | {
      readonly is: "found";
      readonly series: readonly Series[];
      readonly warnings: readonly string[];
    }
  /** The other side has understood that something was asked, and said no. */
  | {
      readonly is: "refused";
      readonly why: "bad_query" | "too_slow" | "cannot_now" | "other";
      readonly detail: string;
    }
  /** An answer, but texts or histograms where numbers are wanted. */
  | { readonly is: "not_numbers"; readonly detail: string }
  | Exclude<HttpAnswer, { is: "answered" }>;

/** Answers PromQL from one source of metrics. */
export interface MetricsSource {
  readonly now: (query: string, signal: AbortSignal) => Promise<MetricsAnswer>;
  readonly over: (query: string, stretch: Stretch, signal: AbortSignal) => Promise<MetricsAnswer>;
}
