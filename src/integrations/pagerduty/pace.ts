/** Lets so many pass in any stretch of time. */
export interface Pace {
  /** Lets one pass, or says how long to wait first. */
  readonly pass: (who: string) => number;
}

/** Counts for each `who` by itself. A monotonic clock, or a clock set back would hold events up. */
export function keepPace(most: number, stretchMs: number, monotonic: () => number): Pace {
  const passed = new Map<string, readonly number[]>();
  return {
    pass: (who) => {
      const now = monotonic();
      const lately = (passed.get(who) ?? []).filter((at) => at > now - stretchMs);
      const [first] = lately;
      const isFull = lately.length >= most && first !== undefined;
      passed.set(who, isFull ? lately : [...lately, now]);
      return isFull ? first + stretchMs - now : 0;
    },
  };
}
