/** What PagerDuty documents for its Events API, version 2, and its REST API. */
export const MOST_EVENTS_A_MINUTE = 120;
export const LONGEST_SUMMARY = 1_024;
export const LONGEST_KEY = 255;
export const LARGEST_EVENT = 512 * 1_024;
export const MOST_NOTES = 2_000;

/** Of a note we write: PagerDuty takes longer ones, but nobody reads them on a phone. */
export const LONGEST_NOTE = 8_000;
