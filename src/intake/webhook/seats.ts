/** How many requests of one source are worked on at once. More are sent away, to come back. */
const MOST = 32;

export interface Seats {
  /** Gives the seat back; undefined when none is free. */
  readonly take: (source: string) => (() => void) | undefined;
}

export function seats(): Seats {
  const taken = new Map<string, number>();
  return {
    take: (source) => {
      const others = taken.get(source) ?? 0;
      if (others >= MOST) return undefined;
      taken.set(source, others + 1);
      return () => {
        const now = taken.get(source) ?? 1;
        if (now === 1) taken.delete(source);
        else taken.set(source, now - 1);
      };
    },
  };
}
