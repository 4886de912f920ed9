import type { HttpAnswer } from "./http-caller.ts";

export interface SilenceWish {
  /** Every label that an alert must have, with exactly this value; `alertname` among them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly lastsMs: number;
  /** For those who find the silence and wonder. */
  readonly comment: string;
}

export interface Silence {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly comment: string;
  /** Epoch milliseconds. */
  readonly endsAt: number;
  readonly isOver: boolean;
}

export type SilencesAnswer<Value> =
  | { readonly is: "done"; readonly value: Value }
  /** The other side has understood that something was asked, and said no. */
  | { readonly is: "refused"; readonly status: number; readonly detail: string }
  | Exclude<HttpAnswer, { is: "answered" }>;

/** The silences of one Alertmanager. */
export interface Silences {
  /** Those that Pitcrew made for alerts of this name, ended ones as long as they are remembered. */
  readonly ours: (
    alert: string,
    signal: AbortSignal,
  ) => Promise<SilencesAnswer<readonly Silence[]>>;
  readonly create: (wish: SilenceWish, signal: AbortSignal) => Promise<SilencesAnswer<Silence>>;
  readonly end: (id: string, signal: AbortSignal) => Promise<SilencesAnswer<null>>;
}
