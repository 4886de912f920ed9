const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long something took, as it is said: "0.4 s", "11 min 7 s", "2 h 5 min". */
export function span(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < 10 * SECOND) return `${(whole / SECOND).toFixed(1).replace(/\.0$/, "")} s`;
  if (whole < HOUR) return inTwo(whole, MINUTE, "min", SECOND, "s");
  return inTwo(whole, HOUR, "h", MINUTE, "min");
}

function inTwo(ms: number, large: number, first: string, small: number, second: string): string {
  const parts = [
    [Math.floor(ms / large), first],
    [Math.floor((ms % large) / small), second],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(" ");
}
