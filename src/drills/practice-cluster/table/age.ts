const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** How long ago something was, as kubectl shows it: two units while they are few, then one. */
export function ageOf(timestamp: string | undefined, now: number): string {
  if (timestamp === undefined) return "<unknown>";
  const ms = Math.max(0, now - Date.parse(timestamp));
  if (ms < 2 * MINUTE) return `${count(ms, SECOND)}s`;
  if (ms < 10 * MINUTE) return pair(ms, MINUTE, "m", SECOND, "s");
  if (ms < 3 * HOUR) return `${count(ms, MINUTE)}m`;
  if (ms < 8 * HOUR) return pair(ms, HOUR, "h", MINUTE, "m");
  if (ms < 2 * DAY) return `${count(ms, HOUR)}h`;
  if (ms < 8 * DAY) return pair(ms, DAY, "d", HOUR, "h");
  if (ms < 2 * YEAR) return `${count(ms, DAY)}d`;
  return ms < 8 * YEAR ? pair(ms, YEAR, "y", DAY, "d") : `${count(ms, YEAR)}y`;
}

function count(ms: number, unit: number): number {
  return Math.floor(ms / unit);
}

function pair(ms: number, large: number, largeName: string, small: number, smallName: string) {
  const rest = count(ms % large, small);
  return `${count(ms, large)}${largeName}${rest === 0 ? "" : `${rest}${smallName}`}`;
}
