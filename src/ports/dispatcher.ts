/**
 * Wakes whoever works on runs.
 *
 * A wake is a hint: it may be lost, doubled, late or out of order. What is due stands in the
 * store, so a hint that is lost costs time and nothing else.
 */
export interface Dispatcher {
  /** Something of this run can be done, now or after `delayMs`. Never waits and never throws. */
  readonly wake: (run: string, wakeSeq: number, when?: WakeOptions) => void;
  /** Hands each wake to this handler, so many at a time. Wakes from before it are kept for it. */
  readonly onWake: (handler: WakeHandler, limits: { readonly concurrency: number }) => void;
  readonly health: () => DispatcherHealth;
  /** Hands out nothing more, and waits at most so long for handlers that are at work. */
  readonly close: (graceMs: number) => Promise<void>;
}

export interface WakeOptions {
  readonly delayMs?: number;
  /** Of the wakes that wait, a higher one is handed out first. */
  readonly priority?: number;
  /** The run's, where it is known: tells this wake from one that an earlier claim is still about. */
  readonly epoch?: number;
}

/** `wakeSeq` counts the messages that the run had when the wake was sent. */
export type WakeHandler = (run: string, wakeSeq: number) => Promise<void>;

export interface DispatcherHealth {
  /** Whether a wake that is sent now can be expected to arrive. */
  readonly isWell: boolean;
  /** Wakes that are due and wait for a free handler. */
  readonly waiting: number;
  readonly working: number;
}
