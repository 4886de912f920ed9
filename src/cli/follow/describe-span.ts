import { formatDuration } from "../../model/duration.ts";

const SECOND = 1_000;
const TEN_SECONDS = 10 * SECOND;

/** A span of time as people say it: tenths while it is short, whole seconds afterwards. */
export function describeSpan(from: number, to: number): string {
  const span = Math.max(0, to - from);
  if (span < TEN_SECONDS) return `${(span / SECOND).toFixed(1)}s`;
  return formatDuration(Math.floor(span / SECOND) * SECOND);
}
