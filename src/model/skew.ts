/** How far a clock may be from that of the database before somebody should know of it. */
export const SKEW_NOTICED_MS = 5_000;

/** And before nothing is begun by it any more. */
export const SKEW_REFUSED_MS = 30_000;
