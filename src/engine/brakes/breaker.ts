/** What is known of one destination by those who ask it. */
export interface Breaker {
  /** Newest last, no older than the window. */
  readonly calls: readonly Call[];
  readonly failuresInARow: number;
  /** Null while it is closed. */
  readonly openUntil: number | null;
  /** Whether one is on its way to find out. */
  readonly isProbed: boolean;
}

interface Call {
  readonly at: number;
  readonly isRetry: boolean;
  /** Null while nobody knows. */
  readonly isWell: boolean | null;
}

export const CLOSED: Breaker = { calls: [], failuresInARow: 0, openUntil: null, isProbed: false };

const WINDOW = 30_000;
const IN_A_ROW = 5;
const ENOUGH_CALLS = 20;
const OPEN_FOR = 10_000;
/** Retries within the window that nobody counts, and then the share of all calls. */
const FREE_RETRIES = 10;
const RETRY_SHARE = 0.1;

export type Admitted =
  | { readonly is: "admitted"; readonly breaker: Breaker }
  | { readonly is: "refused"; readonly until: number };

/** Whether a call may be made now. Of an open breaker, one may be tried now and then. */
export function admit(breaker: Breaker, isRetry: boolean, now: number): Admitted {
  const recent = { ...breaker, calls: breaker.calls.filter(({ at }) => at > now - WINDOW) };
  const { openUntil, isProbed } = recent;
  if (openUntil !== null && (now < openUntil || isProbed)) {
    return { is: "refused", until: Math.max(openUntil, now + PROBE_PAUSE) };
  }
  const oldest = retriesBeyond(recent);
  if (isRetry && oldest !== undefined) return { is: "refused", until: oldest + WINDOW };
  const calls = [...recent.calls, { at: now, isRetry, isWell: null }];
  return { is: "admitted", breaker: { ...recent, calls, isProbed: openUntil !== null } };
}

/** How often those look who wait for a probe to come back. */
const PROBE_PAUSE = 500;

/** When the oldest retry was made, if there are as many as may be. */
function retriesBeyond({ calls }: Breaker): number | undefined {
  const retries = calls.filter(({ isRetry }) => isRetry);
  const most = Math.max(FREE_RETRIES, Math.floor(calls.length * RETRY_SHARE));
  return retries.length < most ? undefined : retries[0]?.at;
}

/** What came of a call that was admitted at `at`; null when nobody waited for that. */
export function hear(breaker: Breaker, at: number, isWell: boolean | null, now: number): Breaker {
  if (isWell === null) return { ...breaker, isProbed: false };
  const index = breaker.calls.findIndex((call) => call.at === at && call.isWell === null);
  const calls = breaker.calls.map((call, i) => (i === index ? { ...call, isWell } : call));
  const failuresInARow = isWell ? 0 : breaker.failuresInARow + 1;
  const heard: Breaker = { ...breaker, calls, failuresInARow };
  if (breaker.openUntil !== null && breaker.isProbed) {
    if (isWell) return CLOSED;
    return { ...heard, openUntil: now + OPEN_FOR, isProbed: false };
  }
  return breaker.openUntil === null && isTooBad(heard)
    ? { ...heard, openUntil: now + OPEN_FOR }
    : heard;
}

function isTooBad({ calls, failuresInARow }: Breaker): boolean {
  if (failuresInARow >= IN_A_ROW) return true;
  const known = calls.filter(({ isWell }) => isWell !== null);
  const failed = known.filter(({ isWell }) => isWell === false);
  return known.length >= ENOUGH_CALLS && failed.length * 2 >= known.length;
}
