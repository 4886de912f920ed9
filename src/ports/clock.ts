/** Time, as an input. Tests move it by hand. */
export interface Clock {
  /** Epoch milliseconds, for what people read. Somebody may set it back. */
  readonly now: () => number;
  /** Milliseconds since some moment. Never goes back, so every deadline of ours is kept on it. */
  readonly monotonic: () => number;
  /** Rings once, after so many milliseconds, unless it is cancelled first. */
  readonly after: (ms: number, ring: () => void) => Cancel;
}

export type Cancel = () => void;
