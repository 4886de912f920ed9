/** Notes how the engine gets on, for those who watch Pitcrew from outside. */
export interface Measures {
  /** A run that waited for its time was claimed so long after it. */
  readonly timerLag: (ms: number) => void;
  /** Whoever looks sees the vitals of that moment. */
  readonly watch: (vitals: () => Vitals) => void;
}

/** Everything that was noted, for whoever asks. */
export interface MetricsText {
  readonly contentType: string;
  readonly text: string;
}

export interface Vitals {
  /** How long the oldest due run has been waiting for a worker; null when none is. */
  readonly oldestDueMs: number | null;
  /** How long ago due runs were looked for; the figure above is as old. */
  readonly scanAgeMs: number;
  /** Wakes that did not bring anybody in time. Only grows. */
  readonly redispatched: number;
  readonly isDispatcherWell: boolean;
}
