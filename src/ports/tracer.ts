/** Something that took its time, for those who follow an alert through all that came of it. */
export interface Span {
  /** 32 and 16 digits in lower-case hex. */
  readonly trace: string;
  readonly id: string;
  readonly parent: string | null;
  readonly name: string;
  /** `serves`: somebody asked us; `calls`: we asked somebody. */
  readonly kind: "serves" | "calls" | "works";
  /** Epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** What went wrong; null when nothing did. */
  readonly error: string | null;
  /** What it goes together with in another trace. */
  readonly link: SpanPlace | null;
}

export interface SpanPlace {
  readonly trace: string;
  readonly id: string;
}

/** Hands spans that are over to whoever collects them; may lose them, and never holds anything up. */
export interface Tracer {
  readonly add: (span: Span) => void;
}
