interface Kept<Value> {
  readonly at: number;
  readonly value: Promise<Value>;
}

/** What was read longer ago is not kept in case somebody asks again. */
const FORGOTTEN_MS = 60_000;

/** Lets those who ask for the same within so long share one answer; each is as old as that at most. */
export function shareLately<Asked, Value>(
  read: (asked: Asked) => Promise<Value>,
  keyOf: (asked: Asked) => string,
  { now, forMs }: { readonly now: () => number; readonly forMs: number },
): (asked: Asked) => Promise<Value> {
  const kept = new Map<string, Kept<Value>>();
  return async (asked) => {
    const at = now();
    for (const [key, one] of kept) if (at - one.at > FORGOTTEN_MS) kept.delete(key);
    const key = keyOf(asked);
    const known = kept.get(key);
    if (known !== undefined && at - known.at < forMs) return known.value;
    const value = read(asked);
    kept.set(key, { at, value });
    // Who asks next must not be told what went wrong this time.
    value.catch(() => kept.delete(key));
    return value;
  };
}
