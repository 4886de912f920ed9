const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

type Unit = keyof typeof UNITS;

export const DURATION = /^(?:[0-9]{1,9}(?:ms|s|m|h|d))+$/;

const PART = /([0-9]+)(ms|s|m|h|d)/g;

/** `1h30m` in milliseconds, or nothing when the text is no duration. */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(PART)) {
    total += Number(amount) * UNITS[unit as Unit];
  }
  return total;
}

/** Milliseconds of a text that a schema has already accepted as a duration. */
export function milliseconds(text: string): number {
  const parsed = parseDuration(text);
  if (parsed === undefined)
    throw new RangeError(`"${text}" is not a duration such as 30s or 1h30m`);
  return parsed;
}

/** The shortest exact spelling: 90,000 ms is `1m30s`. */
export function formatDuration(total: number): string {
  let rest = Math.max(0, Math.round(total));
  let text = "";
  for (const unit of ["d", "h", "m", "s", "ms"] as const) {
    const amount = Math.floor(rest / UNITS[unit]);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * UNITS[unit];
  }
  return text === "" ? "0s" : text;
}
